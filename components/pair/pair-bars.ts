import { withHoles, type BarRows } from '@/lib/spread/bar-rows'
import type { PairRows } from '../stream/pair-rows'

/** What statistics read of the rows of a pair. */
export function barRowsOf({ bars, holes }: PairRows): BarRows {
  const { length, time, columns } = bars
  const { count, last, low, high, bid1, ask1, bid2, ask2 } = columns
  const own = { length, time, count, last, low, high, bid1, ask1, bid2, ask2 }
  return withHoles(own, holes)
}
