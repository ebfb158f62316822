import type { ChartItem } from '../chart/chart-item'
import type { AgeLane } from './age-lane'

/** A leg older than the join's tolerance is stale: the lane's full height, milliseconds. */
export const STALE_MS = 2_000
const SECOND_MS = 1_000

/** Quality of the items of a chart; ages in milliseconds, at most `STALE_MS`, beyond it Infinity. */
export interface QualityColumns {
  age1Ms: Float64Array
  age2Ms: Float64Array
  /** 1 where the ages were seen, 0 where they follow from how long the prices stood. */
  isSeen: Uint8Array
}

/**
 * The ages of both legs by second. Where nobody watched they are told from above by the time for
 * which a leg's prices stood still; where the spread is missing the cause says which leg is stale.
 */
export function qualityColumns(
  items: readonly ChartItem[],
  ages: AgeLane,
  first: number,
  last: number,
): QualityColumns {
  const length = Math.max(0, last - first + 1)
  const columns = {
    age1Ms: new Float64Array(length),
    age2Ms: new Float64Array(length),
    isSeen: new Uint8Array(length),
  }
  const stood = standingMs(items, Math.max(0, first - 2))
  for (let index = Math.max(0, first - 2); index <= last && index < items.length; index++) {
    const item = items[index]!
    const standing = stood(item)
    if (index < first) continue
    const seen = ages.at(item.time)
    const cause = item.kind === 'hole' ? item.cause : undefined
    const isDown = cause === 'feed_down'
    const of = (seenMs: number | undefined, stoodMs: number, isStale: boolean) => {
      if (isStale || isDown) return Infinity
      // Prices that are not told stand still for no reason of their leg.
      const ageMs = seenMs ?? (cause === undefined ? stoodMs : NaN)
      return ageMs > STALE_MS ? Infinity : ageMs
    }
    const at = index - first
    columns.isSeen[at] = seen === undefined ? 0 : 1
    columns.age1Ms[at] = of(seen?.age1Ms, standing.stood1Ms, cause === 'leg1_stale')
    columns.age2Ms[at] = of(seen?.age2Ms, standing.stood2Ms, cause === 'leg2_stale')
    if (item.kind === 'void') columns.age1Ms[at] = columns.age2Ms[at] = NaN
  }
  return columns
}

/**
 * Asked item after item: for how long each leg's prices have been what they are, at most 2 s. Where
 * they changed, what lies between two quotes of a leg if half of the points of the second are its.
 */
function standingMs(items: readonly ChartItem[], from: number) {
  let before: ChartItem | undefined = items[from - 1]
  let stood1Ms = 0
  let stood2Ms = 0
  return (item: ChartItem) => {
    const isSame1 = before?.bid1 === item.bid1 && before?.ask1 === item.ask1
    const isSame2 = before?.bid2 === item.bid2 && before?.ask2 === item.ask2
    const changedMs = Math.min(SECOND_MS, (2 * SECOND_MS) / Math.max(1, item.count))
    // A bar says that both legs were fresh: what stands longer was sent again with the same prices.
    stood1Ms = isSame1 ? Math.min(STALE_MS, stood1Ms + SECOND_MS) : changedMs
    stood2Ms = isSame2 ? Math.min(STALE_MS, stood2Ms + SECOND_MS) : changedMs
    before = item
    return { stood1Ms, stood2Ms }
  }
}
