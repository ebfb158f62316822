import { describe, expect, it } from 'vitest'
import { pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { measuredWords, measureSpan } from './measured-span'

const rows = pairRowsOf(
  [
    [10, 0.1],
    [11, 0.5, { high: 0.9 }],
    [12, -0.2, { low: -0.4 }],
    [20, 0.3],
  ],
  [{ from: 13, to: 20, cause: 'feed_down' }],
)
const items = layOnGrid(rows, 10, 20, 1)
const line = {
  last: (index: number) => items[index]!.last,
  low: (index: number) => items[index]!.low,
  high: (index: number) => items[index]!.high,
}

describe(measureSpan, () => {
  it('[PC7] is the later value minus the earlier, whichever end came first', () => {
    const span = measureSpan(items, line, 2, 0, [])
    expect(span.changePct).toBeCloseTo(-0.3, 12)
    expect(span).toMatchObject({ fromS: 10, toS: 13, lowPct: -0.4, highPct: 0.9, episodes: 0 })
    expect(measureSpan(items, line, 0, 2, [])).toEqual(span)
  })

  it('[PC7] an end in a hole has no change; the values held there do not count', () => {
    const span = measureSpan(items, line, 0, 5, [])
    expect(span.changePct).toBeNaN()
    expect(span.lowPct).toBe(-0.4)
  })

  it('[PC7] says change, time and episodes', () => {
    const span = measureSpan(items, line, 0, 10, [])
    expect(measuredWords(span)).toBe('+0.200 %, 11 s, no episode')
    expect(measuredWords({ ...span, episodes: 1 })).toBe('+0.200 %, 11 s, 1 episode')
    expect(measuredWords({ ...span, changePct: NaN, episodes: 2 })).toBe(
      'no value at an end, 11 s, 2 episodes',
    )
  })
})
