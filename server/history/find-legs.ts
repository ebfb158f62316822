import type { Pair } from '@/lib/market/pair'
import { HistoryFault } from './history-fault'
import type { Legs } from './pair-hours'
import type { QuoteLake } from './quote-lake'

/** Undefined: nothing is recorded of one of them. */
export async function findLegs(lake: QuoteLake, pair: Pair): Promise<Legs | undefined> {
  const [leg1, leg2] = await bothLegs(lake, pair)
  return leg1 === undefined || leg2 === undefined ? undefined : { leg1, leg2 }
}

/** @throws HistoryFault 404 naming the pair and what is missing */
export async function needLegs(lake: QuoteLake, pair: Pair): Promise<Legs> {
  const [leg1, leg2] = await bothLegs(lake, pair)
  if (leg1 !== undefined && leg2 !== undefined) return { leg1, leg2 }
  const { symbol, exchange1, exchange2 } = pair
  const missing = [
    ...(leg1 === undefined ? [exchange1] : []),
    ...(leg2 === undefined ? [exchange2] : []),
  ].join(' and ')
  const key = `${symbol}:${exchange1}:${exchange2}`
  throw new HistoryFault(404, `${key}: nothing is recorded of ${symbol} on ${missing}`)
}

function bothLegs(lake: QuoteLake, { symbol, exchange1, exchange2 }: Pair) {
  return Promise.all([lake.leg(exchange1, symbol), lake.leg(exchange2, symbol)])
}
