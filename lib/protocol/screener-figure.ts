import type { ScreenerColumn } from './screener-columns'

/** As many decimals as a figure has on the wire; a pair's row is sent again when one of them differs. */
const DECIMALS: Readonly<Record<ScreenerColumn, number>> = {
  ...{ spreadPct: 6, edgePct: 6, buyOn: 0, reverseEdgePct: 6, afterFeesPct: 6 },
  ...{ low5mPct: 6, high5mPct: 6, low1hPct: 6, high1hPct: 6, bandPosition: 4 },
  ...{ episodes030: 0, episodes040: 0, episodes050: 0, episodesUp: 0, episodesDown: 0 },
  ...{ aboveSharePct: 4, zeroCrossingsPerMinute: 4, halfLifeS: 3, coverS: 0 },
  ...{ age1Ms: 0, age2Ms: 0, skewMs: 0, pointsPerSecond: 1 },
  ...{ analyzerCycles: 2, analyzerSharePct: 6, analyzerSeconds: 3 },
}

const SCALES = [1, 10, 100, 1e3, 1e4, 1e5, 1e6]

/** Ages grow all the time: to a tenth of a second up to ten seconds, then to the second. */
const AGE_STEP_MS = 100
const LONG_AGE_MS = 10_000
const LONG_AGE_STEP_MS = 1_000
/** So does what the bars cover. */
const COVER_STEP_S = 10

/** A figure of a row as it goes out: rounded, never -0, null for what is no number. */
export function screenerFigure(column: ScreenerColumn, value: number): number | null {
  if (!Number.isFinite(value)) return null
  if (column === 'age1Ms' || column === 'age2Ms') {
    const step = value < LONG_AGE_MS ? AGE_STEP_MS : LONG_AGE_STEP_MS
    return Math.floor(value / step) * step
  }
  if (column === 'coverS' && value >= COVER_STEP_S) {
    return Math.floor(value / COVER_STEP_S) * COVER_STEP_S
  }
  const scale = SCALES[DECIMALS[column]]!
  // Adding 0 turns -0 into 0.
  return Math.round(value * scale) / scale + 0
}
