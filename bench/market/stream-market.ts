/** The market that the stream's benchmark is run on: 80 busy instruments and one quiet pair. */

export const SYMBOLS = Array.from({ length: 16 }, (_, index) => `S${index}_USDT`)
export const EXCHANGES = ['Binance', 'Bybit', 'GateIo', 'MEXC', 'OKX']
export const PROBE_SYMBOL = 'PROBE_USDT'

/** Prices tell when a quote was sent: milliseconds of the hour, so that they stay small. */
const HOUR_MS = 3_600_000
const OFFSET = 10_000_000

export function timeToPrice(timeMs: number): string {
  return (OFFSET + (timeMs % HOUR_MS)).toFixed(3)
}

/** How long ago the quote of that price was sent. */
export function ageOfPrice(price: number, nowMs: number): number {
  return ((nowMs % HOUR_MS) - (price - OFFSET) + HOUR_MS) % HOUR_MS
}
