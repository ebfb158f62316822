import { describe, expect, it } from 'vitest'
import type { Quote } from '@/lib/market/quote'
import { BAND_POINTS, lowerRank, upperRank } from './bands'
import { chartPoints, cutPoints, type ChartPoints } from './chart-points'
import type { LegColumns } from './join'
import { bidSpread } from './spread'
import { generatedQuotes } from './testing/generated-quotes'
import { polarsLeftJoin } from './testing/polars-join'

/** 2025-11-08T12:00:00Z, of the golden vectors. */
const T0_MS = 1_762_603_200_000
const TOLERANCE_MS = 2_000

function leg(...rows: readonly (readonly [timeMs: number, bid: number])[]): LegColumns {
  const bid = Float64Array.from(rows, ([, each]) => each)
  return { timeMs: Float64Array.from(rows, ([timeMs]) => timeMs), bid, ask: bid }
}

const golden = (...rows: [seconds: number, bid: number][]) =>
  leg(...rows.map(([seconds, bid]) => [T0_MS + seconds * 1_000, bid] as const))

const legOf = (quotes: readonly Quote[]) =>
  leg(...quotes.map(({ timeMs, bid }) => [timeMs, bid] as const))

const lists = ({ timeMs, spread, upper, lower }: ChartPoints) => ({
  timeMs: [...timeMs],
  spread: [...spread],
  upper: [...upper],
  lower: [...lower],
})

/** Contract §2 word by word: for each row look at everything. */
function byDefinition(leg1: LegColumns, leg2: LegColumns) {
  const points: { timeMs: number; spread: number }[] = []
  leg1.timeMs.forEach((timeMs, row1) => {
    const row2 = leg2.timeMs.findLastIndex((other) => other <= timeMs)
    if (row2 < 0 || timeMs - leg2.timeMs[row2]! > TOLERANCE_MS) return
    points.push({ timeMs, spread: bidSpread(leg1.bid[row1]!, leg2.bid[row2]!) })
  })
  const ranked = points.map((_, at) =>
    points
      .slice(Math.max(0, at + 1 - BAND_POINTS), at + 1)
      .map(({ spread }) => spread)
      .filter((spread) => Number.isFinite(spread))
      .sort((a, b) => a - b),
  )
  return {
    timeMs: points.map(({ timeMs }) => timeMs),
    spread: points.map(({ spread }) => spread),
    upper: ranked.map((values) => values[upperRank(values.length)] ?? NaN),
    lower: ranked.map((values) => values[lowerRank(values.length)] ?? NaN),
  }
}

describe(chartPoints, () => {
  it('[CH1] gives the golden vectors of the contract to the last bit', () => {
    const first = chartPoints(golden([0, 101], [2, 102]), golden([0, 100], [2, 100]), TOLERANCE_MS)
    expect(lists(first)).toEqual({
      timeMs: [T0_MS, T0_MS + 2_000],
      spread: [1.0000000000000009, 2.0000000000000018],
      upper: [1.0000000000000009, 2.0000000000000018],
      lower: [1.0000000000000009, 1.0000000000000009],
    })
    const leg1 = golden([0, 100], [1, 101], [2, 102], [3, 103], [3.001, 104], [10, 105])
    const second = chartPoints(leg1, golden([1, 100], [1, 50]), TOLERANCE_MS)
    expect(lists(second)).toEqual({
      timeMs: [T0_MS + 1_000, T0_MS + 2_000, T0_MS + 3_000],
      spread: [102, 104, 106],
      upper: [102, 104, 106],
      lower: [102, 102, 102],
    })
  })

  it.each([1, 2, 3, 4])('[CH2] equals a batch made by definition, and polars (seed %i)', (seed) => {
    const quotes = generatedQuotes(seed, 3_000)
    const leg1 = quotes.filter(({ exchange }) => exchange === 'Binance')
    const leg2 = quotes.filter(({ exchange }) => exchange === 'Bybit')
    const points = lists(chartPoints(legOf(leg1), legOf(leg2), TOLERANCE_MS))
    expect(points.timeMs.length).toBeGreaterThan(500)
    expect(points).toEqual(byDefinition(legOf(leg1), legOf(leg2)))
    expect(points).toEqual(polarsLeftJoin(leg1, leg2, TOLERANCE_MS))
  })

  it('[CH3] leaves spreads that are not finite out of the bands, not out of the points', () => {
    const rows = Array.from({ length: 450 }, (_, at) => at)
    const leg1 = leg(
      ...rows.map((at) => [T0_MS + at, at < 3 || at % 7 === 0 ? 1e300 : at] as const),
    )
    const leg2 = leg(
      ...rows.map((at) => [T0_MS + at, at < 3 || at % 7 === 0 ? 1e-300 : 1] as const),
    )
    const points = lists(chartPoints(leg1, leg2, TOLERANCE_MS))
    expect(points.spread.slice(0, 4)).toEqual([Infinity, Infinity, Infinity, 200])
    expect(points.upper.slice(0, 4)).toEqual([NaN, NaN, NaN, 200])
    expect(points).toEqual(byDefinition(leg1, leg2))
  })

  it('[CH5] are cut to a stretch of time and number, with the bands of the whole', () => {
    const rows = Array.from({ length: 10 }, (_, at) => [at, 100 + at] as [number, number])
    const points = chartPoints(
      golden(...rows),
      golden(...rows.map(([at]) => [at, 100] as [number, number])),
      0,
    )
    const cut = (from?: number, to?: number, maxPoints?: number) => {
      const inMs = (seconds?: number) => seconds && T0_MS + seconds * 1_000
      const kept = cutPoints(points, { fromMs: inMs(from), toMs: inMs(to), maxPoints })
      expect(kept.upper).toHaveLength(kept.timeMs.length)
      return Array.from(kept.timeMs, (timeMs) => (timeMs - T0_MS) / 1_000)
    }
    expect(cut()).toHaveLength(10)
    expect(cut(2, 4)).toEqual([2, 3, 4])
    expect(cut(1.5, 3.5)).toEqual([2, 3])
    expect(cut(undefined, undefined, 2)).toEqual([8, 9])
    expect(cut(undefined, 4, 2)).toEqual([3, 4])
    expect(cut(20)).toEqual([])
    expect(cut(undefined, -1)).toEqual([])
    expect(cut(4, 2)).toEqual([])
    expect(cutPoints(points, { maxPoints: 1 }).lower[0]).toBe(points.lower[9])
  })

  it('[CH4] has no point where a leg has no quote', () => {
    expect(chartPoints(leg(), golden([0, 100]), TOLERANCE_MS).timeMs).toHaveLength(0)
    expect(chartPoints(golden([0, 100]), leg(), TOLERANCE_MS).timeMs).toHaveLength(0)
  })
})
