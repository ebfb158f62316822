import { describe, expect, it } from 'vitest'
import { followsOn, isBar, rowFrom, withHoles } from './bar-rows'
import { barEpisodes } from './bar-episodes'
import { madeRows, randomRows, withoutHoleRows } from './testing/made-rows'

describe('bar rows', () => {
  it('[BARS1] a bar follows on the one before it unless a hole or more than the tolerance lies between', () => {
    const bars = [0, 1, 3, 6].map((time) => ({ time, last: 1 }))
    const rows = { ...madeRows([...bars, 7, { time: 8, last: 1 }]) }
    const after = (toleranceS?: number) =>
      [0, 1, 2, 3, 5].map((row) =>
        followsOn(toleranceS === undefined ? rows : { ...rows, toleranceS }, row),
      )
    expect(after()).toEqual([false, true, true, false, false])
    expect(after(3)).toEqual([false, true, true, true, false])
    expect(after(1)).toEqual([false, true, false, false, false])
    expect([0, 4].map((row) => isBar(rows, row))).toEqual([true, false])
  })

  it('[BARS1] a row whose spread is no number is no bar', () => {
    const rows = madeRows([
      { time: 0, last: 1 },
      { time: 1, last: NaN },
      { time: 2, last: 1 },
    ])
    expect([isBar(rows, 1), followsOn(rows, 2)]).toEqual([false, false])
  })

  it('[BARS2] finds the first row at a time or later', () => {
    const rows = madeRows([2, 3, 7].map((time) => ({ time, last: 0 })))
    expect([1, 2, 3, 4, 7, 8].map((time) => rowFrom(rows, time))).toEqual([0, 0, 1, 2, 2, 3])
    expect(rowFrom(madeRows([]), 5)).toBe(0)
  })

  it.each([1, 2, 3])(
    '[BARS3] bars and holes kept apart say what the rows of the engine say, seed %i',
    (seed) => {
      const rows = { ...randomRows(seed, 2_000), toleranceS: Infinity }
      const { bars, holeStarts } = withoutHoleRows(rows)
      const holes = holeStarts.map((from) => ({ from, to: from + 1 }))
      const joined = withHoles(bars, holes)
      expect(joined.length).toBe(rows.length)
      expect(Array.from(joined.time)).toEqual([...rows.time.subarray(0, rows.length)])
      const cut = barEpisodes(rows, 0.3)
      expect(cut.filter(({ state }) => state === 'cut').length).toBeGreaterThan(3)
      expect(barEpisodes(joined, 0.3)).toEqual(cut)
    },
  )
})
