import { symbolIdentity } from './symbol'

/** A symbol on two exchanges; leg 1 is exchange1, leg 2 is exchange2. */
export interface Pair {
  /** `BASE_QUOTE`, or as the opportunity spells it. */
  symbol: string
  /** As first seen on the wire. */
  exchange1: string
  exchange2: string
}

/** A pair as it is written on the wire: `BTC_USDT:Binance:Bybit`. */
export function pairKey(pair: Pair): string {
  return `${pair.symbol}:${pair.exchange1}:${pair.exchange2}`
}

/** What makes two spellings of a pair one pair; not for display. The order of the legs counts. */
export function pairIdentity(pair: Pair): string {
  const { symbol, exchange1, exchange2 } = pair
  return `${symbolIdentity(symbol)}:${exchange1.toUpperCase()}:${exchange2.toUpperCase()}`
}

/** Reads `SYMBOL:EXCHANGE1:EXCHANGE2` in any spelling; undefined when it is not of that form. */
export function parsePairKey(text: string): Pair | undefined {
  const [symbol, exchange1, exchange2, ...rest] = text.split(':')
  if (!symbol || !exchange1 || !exchange2 || rest.length > 0) return undefined
  return { symbol, exchange1, exchange2 }
}
