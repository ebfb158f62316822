import { expect, it } from 'vitest'
import { sparkValues } from './spark-values'

it('[SC15] a sparkline has the last point of each step, and null where there is none', () => {
  const points = {
    timeMs: Float64Array.of(0, 500, 1_000, 3_500, 4_000, 4_001),
    spreadPct: Float64Array.of(9, 1, 2, 3, 4, 9),
  }
  expect(sparkValues(points, 4_000, 4, 4)).toEqual([2, null, null, 4])
})
