/** What the live market may hold. Every member is a named limit of the README's table. */
export interface MarketLimits {
  /** Quote windows, one for each exchange and symbol. */
  maxWindows: number
  maxPointsPerWindow: number
  /** Both the quote windows and the bar series reach back this far. */
  windowSeconds: number
  windowMemoryBytes: number
  maxPairs: number
  seriesMemoryBytes: number
  /** Two quotes at most this far apart make a point; inclusive. */
  asofToleranceMs: number
}

const MIB = 1024 * 1024

export const DEFAULT_MARKET_LIMITS: MarketLimits = {
  maxWindows: 10_000,
  maxPointsPerWindow: 5_000,
  windowSeconds: 3_600,
  windowMemoryBytes: 192 * MIB,
  maxPairs: 2_000,
  seriesMemoryBytes: 160 * MIB,
  asofToleranceMs: 2_000,
}
