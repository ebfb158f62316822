import { rankOf } from './bands'
import { type BarRows, followsOn, isBar, rowFrom } from './bar-rows'
import { FLOAT_NOISE_PCT } from './float-noise'
import { Reversion } from './reversion'

const SECONDS_PER_MINUTE = 60
const PERCENT = 100

/** Of the bars of a range; percent unless named otherwise. NaN: nothing can be said. */
export interface BarStatistics {
  bars: number
  /** Of the seconds of the range, those with a bar. */
  coverageSharePct: number
  /** Of the highs and of the lows: no spike is lost. */
  highestPct: number
  lowestPct: number
  /** Of the seconds' last values, each second with the same weight. Ranks as contract §2. */
  meanPct: number
  medianPct: number
  q03Pct: number
  q97Pct: number
  /** Now is the last bar, held against the bars before it alone. */
  zNow: number
  percentileNow: number
  zeroCrossingsPerMinute: number
  /** NaN: it does not revert, or fewer than 60 seconds follow on each other. */
  halfLifeS: number
  /** Share of the seconds with a bar whose last value is beyond a threshold, either way. */
  aboveSharePct: (thresholdPct: number) => number
}

/** Statistics of the bars from `fromS` (inclusive) to `toS` (exclusive), epoch seconds: O(n log n). */
export function barStatistics(rows: BarRows, fromS: number, toS: number): BarStatistics {
  const first = rowFrom(rows, fromS)
  const end = rowFrom(rows, toS)
  const values = lastValues(rows, first, end)
  const bars = values.length
  const now = values.at(-1) ?? NaN
  const before = values.subarray(0, Math.max(0, bars - 1))
  const sorted = values.slice().sort()
  const quantile = (percent: number) => sorted[rankOf(bars, percent)] ?? NaN
  return {
    bars,
    coverageSharePct: toS > fromS ? (bars / (toS - fromS)) * PERCENT : NaN,
    ...extremes(rows, first, end),
    meanPct: mean(values),
    medianPct: quantile(50),
    q03Pct: quantile(3),
    q97Pct: quantile(97),
    zNow: zScore(now, before),
    percentileNow: percentile(now, before),
    zeroCrossingsPerMinute: zeroCrossingsPerMinute(rows, first, end),
    halfLifeS: halfLifeS(rows, first, end),
    aboveSharePct: (thresholdPct) => shareBeyond(sorted, thresholdPct) * PERCENT,
  }
}

/** The last values of the bars among rows `first` to `end` (exclusive). */
function lastValues(rows: BarRows, first: number, end: number): Float64Array {
  const values = new Float64Array(Math.max(0, end - first))
  let bars = 0
  for (let row = first; row < end; row++) {
    if (isBar(rows, row)) values[bars++] = rows.last[row]!
  }
  return values.subarray(0, bars)
}

/** Of the bars among rows `first` to `end` (exclusive); NaN without one. */
export function extremes(
  rows: BarRows,
  first: number,
  end: number,
): { highestPct: number; lowestPct: number } {
  let highestPct = NaN
  let lowestPct = NaN
  for (let row = first; row < end; row++) {
    if (!isBar(rows, row)) continue
    // Negated, so that the first bar passes NaN.
    if (!(rows.high[row]! <= highestPct)) highestPct = rows.high[row]!
    if (!(rows.low[row]! >= lowestPct)) lowestPct = rows.low[row]!
  }
  return { highestPct, lowestPct }
}

/**
 * Changes of sign from one bar's last value to the next one's, over the time between such bars; holes
 * are neither crossed nor counted as time. As in contract §6 a passage through exactly 0 is none.
 */
export function zeroCrossingsPerMinute(rows: BarRows, first: number, end: number): number {
  let crossings = 0
  let seconds = 0
  for (let row = first + 1; row < end; row++) {
    if (!isBar(rows, row) || !followsOn(rows, row)) continue
    seconds += rows.time[row]! - rows.time[row - 1]!
    if (rows.last[row]! * rows.last[row - 1]! < 0) crossings++
  }
  return (crossings / seconds) * SECONDS_PER_MINUTE
}

/** Seconds; NaN: none. */
export function halfLifeS(rows: BarRows, first: number, end: number): number {
  const reversion = new Reversion()
  for (let row = first; row < end; row++) {
    if (isBar(rows, row)) reversion.add(rows.time[row]!, rows.last[row]!)
  }
  return reversion.halfLifeS()
}

function mean(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** Distance from the mean in sample standard deviations. */
function zScore(now: number, before: Float64Array): number {
  const origin = before[0] ?? NaN
  // Less the first one: equal values then deviate by exactly 0.
  let offset = 0
  for (const value of before) offset += value - origin
  offset /= before.length
  let squares = 0
  for (const value of before) squares += (value - origin - offset) ** 2
  const deviation = Math.sqrt(squares / (before.length - 1))
  return deviation >= FLOAT_NOISE_PCT ? (now - origin - offset) / deviation : NaN
}

/** Share of the values that are lower, percent; equal ones count half. */
function percentile(now: number, before: Float64Array): number {
  let halves = 0
  for (const value of before) halves += value < now ? 2 : value === now ? 1 : 0
  return (halves / (2 * before.length)) * PERCENT
}

function shareBeyond(sorted: Float64Array, thresholdPct: number): number {
  const isAbove = (value: number) => value > thresholdPct
  const above = sorted.length - firstThat(sorted, isAbove)
  const below = firstThat(sorted, (value) => value >= -thresholdPct)
  return (above + below) / sorted.length
}

/** The first of ascending values that is, as all after it are; their number when none is. */
function firstThat(sorted: Float64Array, is: (value: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (is(sorted[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
