import { pairKey } from '@/lib/market/pair'

/** The market that fan-out is measured on: 200 instruments, 400 pairs. */
export const SYMBOLS = Array.from({ length: 40 }, (_, index) => `F${index}_USDT`)
export const EXCHANGES = ['Binance', 'Bybit', 'GateIo', 'MEXC', 'OKX']
export const UPDATES_PER_SECOND = 5
/** Every instrument quotes so often, so that each pair has something new for every flush. */
export const QUOTE_MS = 1_000 / UPDATES_PER_SECOND
export const PAIRS_PER_READER = 20

export interface Instrument {
  readonly exchange: string
  readonly symbol: string
}

export const INSTRUMENTS: readonly Instrument[] = SYMBOLS.flatMap((symbol) =>
  EXCHANGES.map((exchange) => ({ exchange, symbol })),
)

export interface MarketPair {
  readonly key: string
  readonly leg1: string
  readonly leg2: string
}

export const PAIRS: readonly MarketPair[] = SYMBOLS.flatMap((symbol) =>
  EXCHANGES.flatMap((exchange1, index) =>
    EXCHANGES.slice(index + 1).map((exchange2) => ({
      key: pairKey({ symbol, exchange1, exchange2 }),
      leg1: instrumentKey({ exchange: exchange1, symbol }),
      leg2: instrumentKey({ exchange: exchange2, symbol }),
    })),
  ),
)

/** Shares no factor with the number of pairs, so that the 20 of a reader all differ. */
const STRIDE = 37

export function instrumentKey({ exchange, symbol }: Instrument): string {
  return `${exchange}:${symbol}`
}

/** Every reader has other pairs than the ones before it, each pair as many readers as another. */
export function pairsOfReader(reader: number): string[] {
  return Array.from({ length: PAIRS_PER_READER }, (_, index) => {
    return PAIRS[(reader * PAIRS_PER_READER + reader + index * STRIDE) % PAIRS.length]!.key
  })
}
