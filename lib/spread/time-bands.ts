import { RankCounts } from '../window/rank-counts'
import { lowerRank, upperRank } from './bands'
import { type BarRows, isBar } from './bar-rows'

/** Bands over a stretch of time may look back so far. */
export const TIME_BAND_MINUTES = [5, 15, 60] as const
export type TimeBandMinutes = (typeof TIME_BAND_MINUTES)[number]

/** With fewer bars there is no band yet: it is warming up. */
export const MIN_BAND_BARS = 30

const SECONDS_PER_MINUTE = 60
const PERCENT = 100

/** What of bars their bands are made of. */
type ValueRows = Pick<BarRows, 'length' | 'time' | 'count' | 'last'>

/** One value for each row. Where a row is no bar `n` is 0 and the others are NaN. */
export interface TimeBands {
  /** Percent; NaN below 30 bars. */
  upper: Float64Array
  lower: Float64Array
  /** Bars that the bands are made of. */
  n: Int32Array
  /** Of the seconds that the band looks back, those with a bar. */
  coverageSharePct: Float64Array
}

/**
 * Bands of the past alone: for each bar the 97th and 3rd percentile (ranks of contract §2) of the last
 * values of the bars in the `minutes` before its second, which does not enter. Holes are passed over,
 * never filled: `coverageSharePct` tells of them. O(n log n).
 */
export function timeBands(rows: ValueRows, minutes: TimeBandMinutes): TimeBands {
  const windowS = minutes * SECONDS_PER_MINUTE
  const sorted = sortedValues(rows)
  const ranks = ranksOf(rows, sorted)
  const counts = new RankCounts(sorted.length)
  const bands: TimeBands = {
    upper: new Float64Array(rows.length).fill(NaN),
    lower: new Float64Array(rows.length).fill(NaN),
    n: new Int32Array(rows.length),
    coverageSharePct: new Float64Array(rows.length).fill(NaN),
  }
  let oldest = 0
  for (let row = 0; row < rows.length; row++) {
    if (!isBar(rows, row)) continue
    for (; rows.time[oldest]! < rows.time[row]! - windowS; oldest++) {
      if (isBar(rows, oldest)) counts.change(ranks[oldest]!, -1)
    }
    const n = counts.count
    bands.n[row] = n
    bands.coverageSharePct[row] = (n / windowS) * PERCENT
    if (n >= MIN_BAND_BARS) {
      bands.upper[row] = sorted[counts.rankAt(upperRank(n))]!
      bands.lower[row] = sorted[counts.rankAt(lowerRank(n))]!
    }
    counts.change(ranks[row]!, 1)
  }
  return bands
}

function sortedValues(rows: ValueRows): Float64Array {
  const values = new Float64Array(rows.length)
  let bars = 0
  for (let row = 0; row < rows.length; row++) {
    if (isBar(rows, row)) values[bars++] = rows.last[row]!
  }
  return values.subarray(0, bars).sort()
}

/** The place of each bar's last value among the sorted ones: of equal values the first. */
function ranksOf(rows: ValueRows, sorted: Float64Array): Int32Array {
  const ranks = new Int32Array(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const value = rows.last[row]!
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    ranks[row] = low
  }
  return ranks
}
