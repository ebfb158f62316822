import { describe, expect, it } from 'vitest'
import { newestValue, valueRange } from './chart-scene'
import { pairRowsOf } from './testing/pair-rows-of'
import { layOnGrid } from './time-grid'

describe(valueRange, () => {
  it('[BC15] shows lows, highs and bands of what is in view, with a margin', () => {
    const items = layOnGrid(pairRowsOf([[1, 90], [2, 55, { low: 53, high: 57.5 }]]), 1, 2, 1) // prettier-ignore
    // Bands of the fixture are one above and below the last value.
    expect(valueRange(items, 1)).toEqual({ low: 53 - 4.5 * 0.07, high: 57.5 + 4.5 * 0.07 })
  })

  it('[BC15] shows zero when it is near', () => {
    const items = layOnGrid(pairRowsOf([[1, 2, { low: 1, high: 4 }]]), 1, 1, 1)
    expect(valueRange(items, 0).low).toBeCloseTo(-0.28)
  })

  it('[BC15] has a range when all values are equal, and when there is none', () => {
    const flat = layOnGrid(pairRowsOf([[1, 5]]), 1, 1, 1).map((item) => ({
      ...item,
      upper: NaN,
      lower: NaN,
    }))
    expect(valueRange(flat, 0)).toEqual({ low: 4.999, high: 5.001 })
    expect(valueRange([], 0)).toEqual({ low: -0.05, high: 0.05 })
  })
})

it('[BC15] the newest value is the last that was one, not what a hole holds', () => {
  const rows = pairRowsOf([[1, 5], [2, 6]], [{ from: 3, to: null, cause: 'feed_down' }]) // prettier-ignore
  expect(newestValue(layOnGrid(rows, 1, 9, 1))?.time).toBe(2)
})
