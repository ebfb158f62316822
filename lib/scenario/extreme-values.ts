import type { Pair } from '../market/pair'
import { makePair, type Prices } from './make-pair'
import type { Random } from './random'
import type { ScenarioData, ScenarioQuote } from './scenario-data'
import { spreadWalk } from './spread-walk'

/** Where the spread leaps to +100 %, and where to nearly -100 %, seconds of the hour. */
export const EXTREME_UP = { from: 900, to: 1_020 }
export const EXTREME_DOWN = { from: 2_400, to: 2_520 }
/** A price that makes that of the other leg worth nothing beside it. */
const TIMES_DEARER = 1e5

const LOW: Pair = { symbol: 'SATS_USDT', exchange1: 'Bybit', exchange2: 'MEXC' }
const HIGH: Pair = { symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'OKX' }

/** Prices of 1e-8 and of 1e5, both with 8 decimals, and spreads that reach +100 % and -100 %. */
export function extremeValues(random: Random, endMs: number, seconds: number): ScenarioData {
  const calm = () =>
    spreadWalk(random, seconds, { meanPct: 0, stepPct: 0.004, limitPct: 0.1 }).map((spread, at) =>
      at >= EXTREME_UP.from && at < EXTREME_UP.to ? 100 : spread,
    )
  const made = (pair: Pair, prices: Prices) => {
    const { leg1, leg2 } = makePair(pair, calm(), endMs, random, prices)
    return [leg1, { ...leg2, quotes: leg2.quotes.map(dearer) }]
  }
  return {
    opportunities: [LOW, HIGH],
    windows: [
      ...made(LOW, { price: 1e-8, decimals: 8 }),
      ...made(HIGH, { price: 1e5, decimals: 8 }),
    ],
  }
}

function dearer(quote: ScenarioQuote, at: number): ScenarioQuote {
  if (at < EXTREME_DOWN.from || at >= EXTREME_DOWN.to) return quote
  const times = (price: number) => Number((price * TIMES_DEARER).toFixed(8))
  return { ...quote, bid: times(quote.bid), ask: times(quote.ask) }
}
