/** One pair for each chart in view. They stand first where pairs are sorted by symbol. */
export const CHARTS = 20
export const PROBE_SYMBOLS = Array.from({ length: CHARTS }, (_, index) => `A${10 + index}_USDT`)
export const PROBE_EXCHANGES = ['Binance', 'Bybit'] as const
export const PROBE_PAIRS = PROBE_SYMBOLS.map((symbol) => `${symbol}:${PROBE_EXCHANGES.join(':')}`)

/** Of their second leg, which stands still. */
export const STILL_BID = 100
/** Of the first leg: spreads of 0.05 and 0.25 %, both too small to be an excursion. */
export const LOW_BID = 100.05
export const HIGH_BID = 100.25
/** A bid above is of the high level. */
export const BETWEEN_BID = 100.15

/** A pair that changed to one of its levels. */
export interface LevelChange {
  pair: string
  isHigh: boolean
  /** Epoch milliseconds of whoever saw or made it. */
  atMs: number
}
