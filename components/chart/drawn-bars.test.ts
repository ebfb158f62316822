import { expect, it } from 'vitest'
import { drawnBars } from './drawn-bars'

it('[HP15] a bar beside the view is drawn where it stands, not where it stood when last seen', () => {
  const bars = [700, 700, 10, 20, 30, 0, 0].map((x) => ({ x }))
  const drawn = drawnBars(bars, { from: 2, to: 5 }, 10)!
  expect([drawn.from, drawn.to]).toEqual([1, 6])
  expect([1, 2, 3, 4, 5].map((index) => drawn.xOf(index))).toEqual([0, 10, 20, 30, 40])
  expect(drawnBars(bars, { from: 0, to: 7 }, 10)).toMatchObject({ from: 0, to: 7 })
  expect(drawnBars(bars, { from: 3, to: 3 }, 10)).toBeUndefined()
})
