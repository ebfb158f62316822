import type { Pair } from '../market/pair'
import { quoteFault } from '../market/quote-fault'
import { eitherLegJoin, type LegColumns } from '../spread/join'
import { bidSpread } from '../spread/spread'
import type { ScenarioData } from './scenario-data'

/** As the server's default, `ASOF_TOLERANCE_MS`. */
const TOLERANCE_MS = 2_000

/** The points of a pair: columns of equal length, `timeMs` ascending, spreads in percent. */
export interface SpreadPoints {
  timeMs: Float64Array
  spreadPct: Float64Array
}

/** The spread that a chart of the pair shows, by the join of contract §2. */
export function joinedSpread({ windows }: ScenarioData, pair: Pair): SpreadPoints {
  const leg = (exchange: string): LegColumns => {
    const window = windows.find((one) => one.exchange === exchange && one.symbol === pair.symbol)
    const quotes = (window?.quotes ?? []).filter(
      ({ timeMs, bid, ask }) => quoteFault(timeMs, bid, ask) === undefined,
    )
    return {
      timeMs: Float64Array.from(quotes, ({ timeMs }) => timeMs),
      bid: Float64Array.from(quotes, ({ bid }) => bid),
      ask: Float64Array.from(quotes, ({ ask }) => ask),
    }
  }
  const leg1 = leg(pair.exchange1)
  const leg2 = leg(pair.exchange2)
  const { timeMs, row1, row2 } = eitherLegJoin(leg1, leg2, TOLERANCE_MS)
  const spreadPct = Float64Array.from(row1, (row, at) =>
    bidSpread(leg1.bid[row]!, leg2.bid[row2[at]!]!),
  )
  return { timeMs, spreadPct }
}
