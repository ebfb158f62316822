import { barEpisodes } from './bar-episodes'
import { type BarRows, isBar, rowFrom } from './bar-rows'
import { extremes, halfLifeS, zeroCrossingsPerMinute } from './bar-statistics'
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
  const fromS = nowS + 1 - HOUR_S
  const first = rowFrom(rows, fromS)
  const first5m = rowFrom(rows, nowS + 1 - FIVE_MINUTES_S)
  const hour = extremes(rows, first, end)
  const fiveMinutes = extremes(rows, first5m, end)
  // A clock may be behind the quotes: what is after `nowS` is not seen.
  const seen = { ...rows, length: end }
  const episodes040 = finishedEpisodes(seen, EPISODE_BEYOND_PCT, fromS)
  return {
    low5mPct: fiveMinutes.lowestPct,
    high5mPct: fiveMinutes.highestPct,
    low1hPct: hour.lowestPct,
    high1hPct: hour.highestPct,
    episodes030: total(finishedEpisodes(seen, 0.3, fromS)),
    episodes040: total(episodes040),
    episodes050: total(finishedEpisodes(seen, 0.5, fromS)),
    episodesUp: episodes040.up,
    episodesDown: episodes040.down,
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

interface EpisodeCounts {
  up: number
  down: number
}

/** Finished at `fromS` (epoch seconds) or later, by the sign of the spread. */
function finishedEpisodes(rows: BarRows, beyondPct: number, fromS: number): EpisodeCounts {
  const counts = { up: 0, down: 0 }
  for (const { state, endMs, direction } of barEpisodes(rows, beyondPct)) {
    if (state !== 'done' || endMs < fromS * SECOND_MS) continue
    if (direction === 1) counts.up++
    else counts.down++
  }
  return counts
}

function total({ up, down }: EpisodeCounts): number {
  return up + down
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
