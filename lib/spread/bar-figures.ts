import { barEpisodes } from './bar-episodes'
import { type BarRows, isBar, rowFrom } from './bar-rows'
import { extremes, halfLifeS, zeroCrossingsPerMinute } from './bar-statistics'
import type { Episode } from './episode'
import { EPISODE_BEYOND_PCT } from './hour-figures'

/** A sparkline covers the last 15 minutes. */
export const SPARK_STEPS = 90
export const SPARK_STEP_S = 10

const HOUR_S = 3_600
const FIVE_MINUTES_S = 300
const SECOND_MS = 1_000
const PERCENT = 100

/** What the screener says of the last hour of one pair; percent unless named otherwise, NaN: unknown. */
export interface BarFigures {
  low5mPct: number
  high5mPct: number
  low1hPct: number
  high1hPct: number
  /** Episodes finished within the hour, beyond 0.3, 0.4 and 0.5 %. */
  episodes030: number
  episodes040: number
  episodes050: number
  /** Of those beyond 0.4 %: exchange 1 dearer, exchange 2 dearer. */
  episodesUp: number
  episodesDown: number
  /** Of the seconds with a bar, those that end beyond 0.4 % either way. */
  aboveSharePct: number
  zeroCrossingsPerMinute: number
  halfLifeS: number
}

/** Figures of the hour and the five minutes that end with second `nowS` (inclusive): O(n). */
export function barFigures(rows: BarRows, nowS: number): BarFigures {
  const end = rowFrom(rows, nowS + 1)
  const first = rowFrom(rows, nowS + 1 - HOUR_S)
  const first5m = rowFrom(rows, nowS + 1 - FIVE_MINUTES_S)
  const hour = extremes(rows, first, end)
  const fiveMinutes = extremes(rows, first5m, end)
  const fromMs = (nowS + 1 - HOUR_S) * SECOND_MS
  const episodes = (beyondPct: number) =>
    barEpisodes(rows, beyondPct).filter((each) => isFinished(each, fromMs))
  const episodes040 = episodes(EPISODE_BEYOND_PCT)
  const episodesUp = episodes040.filter(({ direction }) => direction === 1).length
  return {
    low5mPct: fiveMinutes.lowestPct,
    high5mPct: fiveMinutes.highestPct,
    low1hPct: hour.lowestPct,
    high1hPct: hour.highestPct,
    episodes030: episodes(0.3).length,
    episodes040: episodes040.length,
    episodes050: episodes(0.5).length,
    episodesUp,
    episodesDown: episodes040.length - episodesUp,
    aboveSharePct: aboveSharePct(rows, first, end),
    zeroCrossingsPerMinute: zeroCrossingsPerMinute(rows, first, end),
    halfLifeS: halfLifeS(rows, first, end),
  }
}

/**
 * The last value of each step of ten seconds, oldest first, percent; NaN: no bar. Steps begin at whole
 * tens of seconds and the last one holds `nowS`, so that only that one changes within ten seconds.
 */
export function sparkSteps(rows: BarRows, nowS: number): Float64Array {
  const steps = new Float64Array(SPARK_STEPS).fill(NaN)
  const firstStep = Math.floor(nowS / SPARK_STEP_S) - SPARK_STEPS + 1
  const end = rowFrom(rows, nowS + 1)
  for (let row = rowFrom(rows, firstStep * SPARK_STEP_S); row < end; row++) {
    if (!isBar(rows, row)) continue
    steps[Math.floor(rows.time[row]! / SPARK_STEP_S) - firstStep] = rows.last[row]!
  }
  return steps
}

function isFinished({ state, endMs }: Episode, fromMs: number): boolean {
  return state === 'done' && endMs >= fromMs
}

function aboveSharePct(rows: BarRows, first: number, end: number): number {
  let bars = 0
  let above = 0
  for (let row = first; row < end; row++) {
    if (!isBar(rows, row)) continue
    bars++
    if (Math.abs(rows.last[row]!) > EPISODE_BEYOND_PCT) above++
  }
  return (above / bars) * PERCENT
}
