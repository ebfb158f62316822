import { expect, it } from 'vitest'
import { sparkPath } from './spark-path'

const BOX = { width: 30, height: 14 }

it('[SN6] a line breaks at holes, a lone value is a dot, zero is drawn where it is near', () => {
  expect(sparkPath([0, 1, null, 1], BOX)).toEqual({ line: 'M0 12L10 2M30 2h0', zeroY: 12 })
  expect(sparkPath([5, 6], BOX)).toEqual({ line: 'M0 12L30 2', zeroY: undefined })
  // Near zero, so zero is in view.
  expect(sparkPath([1, 3], BOX)?.zeroY).toBe(12)
  expect(sparkPath([-3, -1], BOX)?.zeroY).toBe(2)
})

it('[SN6] equal values are a level line, and nothing is no line', () => {
  expect(sparkPath([1, 1], BOX)?.line).toBe('M0 7L30 7')
  expect(sparkPath([null, null], BOX)).toBeUndefined()
  expect(sparkPath([], BOX)).toBeUndefined()
})
