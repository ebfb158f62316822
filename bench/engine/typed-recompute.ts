import { eitherLegJoin, type LegColumns } from '@/lib/spread/join'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { SlidingBands } from '@/lib/spread/sliding-bands'
import { bidSpread, buy1Sell2, buy2Sell1 } from '@/lib/spread/spread'

/** The newest point of a pair; spreads and bands by the order of SPREAD_KINDS. */
export interface LastPoint {
  readonly timeMs: number
  readonly spreads: readonly number[]
  readonly bands: readonly { upper: number; lower: number }[]
}

/** Baseline: joins whole windows anew, makes all spreads and bands, and gives the last of them. */
export function lastPointOf(leg1: LegColumns, leg2: LegColumns): LastPoint {
  const { timeMs, row1, row2 } = eitherLegJoin(leg1, leg2, DEFAULT_MARKET_LIMITS.asofToleranceMs)
  const bands = new SlidingBands()
  const spreads = new Float64Array(3)
  for (let point = 0; point < timeMs.length; point++) {
    const [one, two] = [row1[point]!, row2[point]!]
    spreads[0] = bidSpread(leg1.bid[one]!, leg2.bid[two]!)
    spreads[1] = buy2Sell1(leg1.bid[one]!, leg2.ask[two]!)
    spreads[2] = buy1Sell2(leg1.ask[one]!, leg2.bid[two]!)
    bands.add(0, spreads, false)
  }
  return {
    timeMs: timeMs.at(-1) ?? NaN,
    spreads: [...spreads],
    bands: [0, 1, 2].map((kind) => ({ upper: bands.upper(0, kind), lower: bands.lower(0, kind) })),
  }
}
