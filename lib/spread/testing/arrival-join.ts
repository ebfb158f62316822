import type { Quote } from '@/lib/market/quote'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import { BAND_POINTS, lowerRank, upperRank } from '../bands'
import { spreadOfKind } from '../spread'
import type { ReferencePoints } from './polars-join'

/**
 * Live points by definition (contract §2): quotes joined in order of arrival, late ones left out;
 * bands by sorting. Everything is kept and looked through anew.
 */
export function arrivalJoin(
  quotes: readonly Quote[],
  exchange1: string,
  toleranceMs: number,
): ReferencePoints {
  const latest: (Quote | undefined)[] = [undefined, undefined]
  const pairs = new Map<number, [Quote, Quote]>()
  for (const quote of quotes) {
    const leg = quote.exchange === exchange1 ? 0 : 1
    if (quote.timeMs < (latest[leg]?.timeMs ?? -Infinity)) continue
    latest[leg] = quote
    const [leg1, leg2] = latest
    if (leg1 === undefined || leg2 === undefined) continue
    if (Math.abs(leg1.timeMs - leg2.timeMs) > toleranceMs) continue
    pairs.set(Math.max(leg1.timeMs, leg2.timeMs), [leg1, leg2])
  }
  const legs = [...pairs.values()]
  const spreads = [...SPREAD_KINDS.keys()].map((kind) =>
    legs.map(([leg1, leg2]) => spreadOfKind(kind, leg1.bid, leg1.ask, leg2.bid, leg2.ask)),
  )
  const band = (rankOf: (n: number) => number) =>
    spreads.map((column) =>
      column.map((_, at) => {
        const points = column.slice(Math.max(0, at + 1 - BAND_POINTS), at + 1)
        return points.sort((a, b) => a - b)[rankOf(points.length)]!
      }),
    )
  return {
    timeMs: [...pairs.keys()],
    bid1: legs.map(([leg1]) => leg1.bid),
    ask1: legs.map(([leg1]) => leg1.ask),
    bid2: legs.map(([, leg2]) => leg2.bid),
    ask2: legs.map(([, leg2]) => leg2.ask),
    spreads,
    upper: band(upperRank),
    lower: band(lowerRank),
  }
}
