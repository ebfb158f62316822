import type { Quote } from '@/lib/market/quote'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import type { createMarketRig } from './market-rig'
import type { ReferencePoints } from './polars-join'

/**
 * Feeds the quotes of one pair and notes after each what its readers see. Of several points at one
 * time the last one counts, as in a batch.
 */
export function tickByTick(
  rig: ReturnType<typeof createMarketRig>,
  quotes: readonly Quote[],
): ReferencePoints {
  const points: ReferencePoints = {
    timeMs: [],
    bid1: [],
    ask1: [],
    bid2: [],
    ask2: [],
    spreads: SPREAD_KINDS.map(() => []),
    upper: SPREAD_KINDS.map(() => []),
    lower: SPREAD_KINDS.map(() => []),
  }
  for (const quote of quotes) {
    rig.quote(quote)
    const [key] = rig.pairs.keys()
    if (key === undefined) continue
    const head = rig.head(key)
    if (head.holeOpen || Number.isNaN(head.lastPointMs)) continue
    const isNew = points.timeMs.at(-1) !== head.lastPointMs
    const at = isNew ? points.timeMs.length : points.timeMs.length - 1
    points.timeMs[at] = head.lastPointMs
    for (const kind of SPREAD_KINDS.keys()) {
      const row = rig.rows(key, kind, head.endRow - 1)
      points.bid1[at] = row.bid1[0]!
      points.ask1[at] = row.ask1[0]!
      points.bid2[at] = row.bid2[0]!
      points.ask2[at] = row.ask2[0]!
      points.spreads[kind]![at] = head.now[kind]!
      points.upper[kind]![at] = row.upper[0]!
      points.lower[kind]![at] = row.lower[0]!
    }
  }
  return points
}
