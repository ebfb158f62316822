import type { Pair } from '../market/pair'
import type { Random } from './random'
import type { ScenarioQuote, ScenarioWindow } from './scenario-data'

export interface Prices {
  /** Of leg 2 at the beginning. */
  price: number
  decimals: number
}

/** Largest step of leg 2's price in a second, as part of the price. */
const PRICE_STEP = 5e-5

/**
 * The windows of a pair: a quote of each leg in every second, whose spread is that of `spreads`,
 * percent, as near as `decimals` let it be. The last quote is made at `endMs`.
 */
export function makePair(
  pair: Pair,
  spreads: readonly number[],
  endMs: number,
  random: Random,
  { price, decimals }: Prices,
): { leg1: ScenarioWindow; leg2: ScenarioWindow } {
  const quotes1: ScenarioQuote[] = []
  const quotes2: ScenarioQuote[] = []
  const round = (value: number) => Number(value.toFixed(decimals))
  const tick = round(10 ** -decimals)
  const startMs = endMs - (spreads.length - 1) * 1_000
  let price2 = price
  for (const [second, spread] of spreads.entries()) {
    const timeMs = startMs + second * 1_000
    price2 *= 1 + random.between(-PRICE_STEP, PRICE_STEP)
    const bid2 = Math.max(tick, round(price2))
    const bid1 = Math.max(tick, round(bid2 * (1 + spread / 100)))
    quotes1.push({ timeMs, bid: bid1, ask: round(bid1 + tick) })
    quotes2.push({ timeMs, bid: bid2, ask: round(bid2 + tick) })
  }
  const { symbol, exchange1, exchange2 } = pair
  return {
    leg1: { exchange: exchange1, symbol, quotes: quotes1 },
    leg2: { exchange: exchange2, symbol, quotes: quotes2 },
  }
}
