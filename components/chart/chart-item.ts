import type { UTCTimestamp } from 'lightweight-charts'
import type { HoleCause } from '@/lib/market/hole'

/** What a chart draws of a place, percent. */
export interface SpreadValues {
  last: number
  low: number
  high: number
  upper: number
  lower: number
}

/** One place of a chart's time grid. Percent and prices; NaN where there is none. */
export interface ChartItem extends SpreadValues {
  /** Start of the place, epoch seconds. */
  time: UTCTimestamp
  /** The same: the library keeps `time` to itself, what a renderer gets has none. */
  start: number
  /**
   * bar: points came. held: none came, but none was missing: the last value stands. hole: the
   * spread is missing. void: before the first bar.
   */
  kind: 'bar' | 'held' | 'hole' | 'void'
  /** Why the spread is missing in all of the place (`hole`) or part of it (`bar`). */
  cause: HoleCause | undefined
  /** Of a bar with a cause: the line ends here, or begins here. */
  breaks: 'before' | 'after' | undefined
  /** The part of the place in which the spread is missing, epoch seconds; NaN without a cause. */
  missingFrom: number
  missingTo: number
  bid1: number
  ask1: number
  bid2: number
  ask2: number
  /** Points in the place. */
  count: number
}
