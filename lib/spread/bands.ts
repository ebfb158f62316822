/** Bands look at this many joined points, the current one included. */
export const BAND_POINTS = 200

const UPPER_PERCENT = 97
const LOWER_PERCENT = 3

/** Rank (from 0, ascending) of the upper band among n >= 1 points. */
export function upperRank(n: number): number {
  return rankOf(n, UPPER_PERCENT)
}

/** Rank (from 0, ascending) of the lower band among n >= 1 points. */
export function lowerRank(n: number): number {
  return rankOf(n, LOWER_PERCENT)
}

/**
 * Rank (from 0, ascending) of a quantile among n >= 1 values: round_half_up((n - 1) * percent / 100), in
 * whole numbers, for (n - 1) * 0.97 is not always exact (contract §2).
 */
export function rankOf(n: number, percent: number): number {
  return Math.floor(((n - 1) * percent + 50) / 100)
}
