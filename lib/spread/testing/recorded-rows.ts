import type { Quote } from '@/lib/market/quote'
import type { SpreadPoints } from '../point-episodes'
import type { RowColumns } from '../series-columns'
import { historyPoints, legOf } from './history-rig'
import { createMarketRig } from './market-rig'
import { BYBIT, FX_DAY, readQuoteFile } from './quote-files'

export interface RecordedPair {
  /** To be had only where `hasQuoteFile` says so. */
  file: string
  symbol: string
  exchange1: string
  exchange2: string
}

const MIB = 1024 * 1024
const FX = { file: FX_DAY, exchange1: 'fxcm', exchange2: 'oanda' }
const CRYPTO = { file: BYBIT, exchange1: 'bybit-linear', exchange2: 'bybit-spot' }

/** Two venues with quotes of one symbol, recorded by others (SOURCES.md of ../shared/data). */
export const RECORDED_PAIRS: readonly RecordedPair[] = [
  { ...FX, symbol: 'EURUSD' },
  { ...FX, symbol: 'NZDUSD' },
  { ...CRYPTO, symbol: 'BTCUSDT' },
  { ...CRYPTO, symbol: 'ETHUSDT' },
]

/** A day of quotes takes seconds to read: tests of one file share it. */
const quotesOf = new Map<string, readonly Quote[]>()

function recordedQuotes({ file, symbol }: RecordedPair): readonly Quote[] {
  const quotes = quotesOf.get(file) ?? readQuoteFile(file)
  quotesOf.set(file, quotes)
  return quotes.filter((quote) => quote.symbol === symbol)
}

/** All of a recorded pair as the bars that the live engine makes. `kind`: position in SPREAD_KINDS. */
export function recordedRows(pair: RecordedPair, kind = 0): RowColumns {
  const limits = { maxPairs: 3, windowSeconds: 86_400, seriesMemoryBytes: 64 * MIB }
  const rig = createMarketRig(limits)
  for (const quote of recordedQuotes(pair)) rig.quote(quote)
  const [key] = rig.pairs.keys()
  if (key === undefined) throw new Error(`no pair of ${pair.symbol} in ${pair.file}`)
  return rig.rows(key, kind)
}

/** All points of a recorded pair, tolerance 2 s. */
export function recordedPoints(pair: RecordedPair, kind = 0): SpreadPoints {
  const quotes = recordedQuotes(pair)
  return historyPoints(legOf(quotes, pair.exchange1), legOf(quotes, pair.exchange2), kind)
}
