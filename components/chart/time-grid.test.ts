import { describe, expect, it } from 'vitest'
import { everySecond, pairRowsOf } from './testing/pair-rows-of'
import { gridStep, layOnGrid } from './time-grid'

describe(gridStep, () => {
  it('[BC1] a card has at most 900 places: 5 and 15 minutes by the second, an hour by four', () => {
    expect([300, 900, 3_600].map((seconds) => gridStep(seconds))).toEqual([1, 1, 4])
  })
})

describe(layOnGrid, () => {
  it('[BC1] has a place for every step, whether bars came in it or not', () => {
    const items = layOnGrid(pairRowsOf([[10, 1], [13, 2]]), 8, 15, 1) // prettier-ignore
    expect(items.map(({ time, kind, last }) => [time, kind, last])).toEqual([
      [8, 'void', 1],
      [9, 'void', 1],
      [10, 'bar', 1],
      [11, 'held', 1],
      [12, 'held', 1],
      [13, 'bar', 2],
      [14, 'held', 2],
      [15, 'held', 2],
    ])
  })

  it('[BC2] of merged seconds low, high, the last value and the number of points survive', () => {
    const rows = pairRowsOf([
      [4, 1, { low: 0.9, high: 1.1 }],
      [5, 2, { low: -3, high: 9 }],
      [7, 3, { low: 2.9, high: 3.1 }],
    ])
    expect(layOnGrid(rows, 4, 4, 4)).toMatchObject([{ last: 3, low: -3, high: 9, count: 3 }])
  })

  it('[BC3] a hole has its cause and holds the value before it', () => {
    const rows = pairRowsOf([[1, 5], [4, 6]], [{ from: 2, to: 4, cause: 'leg1_stale' }]) // prettier-ignore
    const items = layOnGrid(rows, 1, 4, 1)
    expect(items.map(({ kind, cause, last }) => [kind, cause, last])).toEqual([
      ['bar', undefined, 5],
      ['hole', 'leg1_stale', 5],
      ['hole', 'leg1_stale', 5],
      ['bar', undefined, 6],
    ])
  })

  it('[BC3] an open hole reaches to the end of the grid', () => {
    const rows = pairRowsOf([[1, 5]], [{ from: 2, to: null, cause: 'feed_down' }])
    expect(layOnGrid(rows, 1, 5, 1).map(({ kind }) => kind)).toEqual([
      'bar',
      'hole',
      'hole',
      'hole',
      'hole',
    ])
  })

  it('[BC3] of two causes in a row each has its own places', () => {
    const rows = pairRowsOf(
      [[1, 5]],
      [
        { from: 2, to: 4, cause: 'leg2_stale' },
        { from: 4, to: null, cause: 'feed_down' },
      ],
    )
    expect(layOnGrid(rows, 2, 5, 1).map(({ cause }) => cause)).toEqual([
      'leg2_stale',
      'leg2_stale',
      'feed_down',
      'feed_down',
    ])
  })

  it('[BC4] merged seconds keep a hole that is shorter than they, and say where the line breaks', () => {
    const gap = { from: 102, to: 105, cause: 'leg2_stale' as const }
    const bars = [...everySecond(96, 102, 1), ...everySecond(105, 112, 2)]
    const items = layOnGrid(pairRowsOf(bars, [gap]), 96, 108, 4)
    expect(items.map(({ kind, cause, breaks, last }) => [kind, cause, breaks, last])).toEqual([
      ['bar', undefined, undefined, 1],
      ['bar', 'leg2_stale', 'after', 1],
      ['bar', 'leg2_stale', 'before', 2],
      ['bar', undefined, undefined, 2],
    ])
  })

  it('[BC5] a chart with no value at all has places without values', () => {
    const rows = pairRowsOf([], [{ from: 1, to: null, cause: 'leg1_stale' }])
    expect(layOnGrid(rows, 1, 2, 1)).toMatchObject([
      { kind: 'hole', last: NaN },
      { kind: 'hole', last: NaN },
    ])
  })

  it('[BC6] begins with what was known before the grid begins', () => {
    const items = layOnGrid(pairRowsOf([[1, 7]]), 3, 4, 1)
    expect(items).toMatchObject([
      { kind: 'held', last: 7 },
      { kind: 'held', last: 7 },
    ])
  })
})
