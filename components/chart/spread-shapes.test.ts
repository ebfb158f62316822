import { describe, expect, it } from 'vitest'
import { spreadShapes } from './spread-shapes'
import { everySecond, pairRowsOf } from './testing/pair-rows-of'
import { layOnGrid } from './time-grid'
import type { GapJson } from '@/lib/protocol/stream-line'
import type { Bar } from '../stream/testing/stream-lines'

function shapesOf(bars: readonly Bar[], gaps: readonly GapJson[], spacing: number, step = 1) {
  const rows = pairRowsOf(bars, gaps)
  // As the library hands them on: without their time.
  const items = layOnGrid(rows, 0, 99 - (99 % step), step).map(({ time: _, ...item }) => item)
  return spreadShapes(items, (index) => (index + 0.5) * spacing, spacing, step)
}

describe(spreadShapes, () => {
  it('[BC13] the line really ends at a hole and begins anew behind it', () => {
    const bars = [...everySecond(0, 40, 1), ...everySecond(60, 100, 2)]
    const { runs, holes } = shapesOf(bars, [{ from: 40, to: 60, cause: 'leg1_stale' }], 2)
    expect(runs.map((run) => [run[0]!.x, run.at(-1)!.x, run.length])).toEqual([
      [1, 79, 40],
      [121, 199, 40],
    ])
    expect(holes).toEqual([{ from: 80, to: 120, cause: 'leg1_stale', seconds: 20 }])
  })

  it('[BC13] holes of another cause side by side are two', () => {
    const gaps: GapJson[] = [
      { from: 40, to: 50, cause: 'leg1_stale' },
      { from: 50, to: null, cause: 'feed_down' },
    ]
    expect(shapesOf(everySecond(0, 40), gaps, 1).holes.map(({ seconds }) => seconds)).toEqual([
      10, 50,
    ])
  })

  it('[BC13] a hole within merged seconds breaks the line as well', () => {
    const bars = [...everySecond(0, 42, 1), ...everySecond(45, 100, 2)]
    const { runs, holes } = shapesOf(bars, [{ from: 42, to: 45, cause: 'leg2_stale' }], 4, 4)
    expect(runs).toHaveLength(2)
    expect(runs[0]!.at(-1)!.last).toBe(1)
    expect(runs[1]![0]!.last).toBe(2)
    expect(holes).toEqual([{ from: 42, to: 45, cause: 'leg2_stale', seconds: 3 }])
  })

  it('[BC13] the holes of a leg that comes and goes are not one, and only what is missing counts', () => {
    const starts = [3, 9, 15, 21]
    const bars = starts.flatMap((start) => everySecond(start - 3, start))
    const gaps = starts.map((from) => ({ from, to: from + 3, cause: 'leg2_stale' as const }))
    const { holes } = shapesOf([...bars, [24, 0]], gaps, 2, 4)
    expect(holes.map(({ from, to, seconds }) => [from, to, seconds])).toEqual([
      [1.5, 3, 3],
      [4.5, 6, 3],
      [7.5, 9, 3],
      [10.5, 12, 3],
    ])
  })

  it('[BC14] with more than one bar a pixel low, high and the last survive', () => {
    const bars: Bar[] = everySecond(0, 100, 1)
    bars[33] = [33, 1, { low: -5, high: 8 }]
    const { runs } = shapesOf(bars, [], 0.1)
    expect(runs[0]).toHaveLength(10)
    expect(runs[0]![3]).toMatchObject({ last: 1, low: -5, high: 8 })
  })

  it('[BC13] nothing is drawn before the first value', () => {
    const { runs, holes } = shapesOf([[50, 1]], [], 1)
    expect(runs.map((run) => run[0]!.x)).toEqual([50.5])
    expect(holes).toEqual([])
  })
})
