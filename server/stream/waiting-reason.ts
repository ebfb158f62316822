import { pairIdentity, type Pair } from '@/lib/market/pair'
import { symbolIdentity } from '@/lib/market/symbol'
import { instrumentIdentity } from '@/lib/spread/instrument'
import { createSeriesHead } from '@/lib/spread/series-columns'
import type { MarketSource } from './market-source'
import { legAges } from './row-source'

/** A market that also tells who quotes at all. */
export interface QuotedMarket extends MarketSource {
  /** By `instrumentIdentity()`. */
  readonly windows: ReadonlyMap<string, { readonly symbol: string }>
}

/** Why a pair has no spread now. */
export interface Waiting {
  /** `no quotes from GateIo`. */
  words: string
  /** Those whose quotes are missing or too old. */
  legs: readonly (1 | 2)[]
}

/** Says of pairs of one moment why they have no spread; undefined for those that have one. */
export type WaitingReasons = (pair: Pair) => Waiting | undefined

/** `nowMs`: the market's clock. A leg is stale beyond `toleranceMs`. */
export function waitingReasons(
  market: QuotedMarket,
  nowMs: number,
  toleranceMs: number,
): WaitingReasons {
  const head = createSeriesHead()
  let symbols: ReadonlySet<string> | undefined
  const isQuotedAnywhere = (symbol: string) => {
    symbols ??= new Set(Array.from(market.windows.values(), (one) => symbolIdentity(one.symbol)))
    // Before the first quote of all nothing is known of any symbol.
    return symbols.size === 0 || symbols.has(symbolIdentity(symbol))
  }

  return (pair) => {
    const { symbol, exchange1, exchange2 } = pair
    const names = { 1: exchange1, 2: exchange2 }
    const reason = (legs: readonly (1 | 2)[], words: (exchanges: string) => string): Waiting => {
      return { legs, words: words(legs.map((leg) => names[leg]).join(' and ')) }
    }
    const silent = ([1, 2] as const).filter(
      (leg) => !market.windows.has(instrumentIdentity(names[leg], symbol)),
    )
    if (silent.length > 0) {
      if (!isQuotedAnywhere(symbol)) return reason([1, 2], () => 'unknown symbol')
      return reason(silent, (exchanges) => `no quotes from ${exchanges}`)
    }
    const entry = market.pairs.get(pairIdentity(pair))
    // It is about to be made, or there are more pairs than MAX_PAIRS.
    if (entry === undefined) return reason([], () => 'not followed yet')
    const result = market.reader.readHead(entry.slot, entry.generation, head)
    if (result !== 'ok' || !Number.isNaN(head.now[0]!)) return undefined
    if (market.feed().state !== 'connected') return reason([], () => 'feed down')
    const { age1Ms, age2Ms } = legAges(head, nowMs)
    const ages = { 1: age1Ms, 2: age2Ms }
    const stale = ([1, 2] as const).filter((leg) => ages[leg] > toleranceMs)
    if (stale.length > 0) return reason(stale, (exchanges) => `${exchanges} stale`)
    return reason([], () => `no two quotes within ${toleranceMs / 1_000} s`)
  }
}
