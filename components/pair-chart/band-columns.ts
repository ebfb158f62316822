import { timeBands, type TimeBandMinutes } from '@/lib/spread/time-bands'
import type { ChartItem } from '../chart/chart-item'
import type { BandChoice } from './pair-chart-props'

/** A band for each item of a chart, percent; NaN where there is none. */
export interface BandColumns {
  upper: Float64Array
  lower: Float64Array
  /** How many bars the band is made of, and their share of the time. */
  n: Int32Array
  coverageSharePct: Float64Array
}

/** Undefined: not a band over time. */
export function bandMinutes(choice: BandChoice): TimeBandMinutes | undefined {
  switch (choice) {
    case '5m':
      return 5
    case '15m':
      return 15
    case '60m':
      return 60
    default:
      return undefined
  }
}

/**
 * Bands of the past alone (lib/spread/time-bands.ts) of the values `last`, one for each item. A
 * second in which nothing came has the band of the one before.
 */
export function bandColumns(
  items: readonly ChartItem[],
  last: ArrayLike<number>,
  minutes: TimeBandMinutes,
): BandColumns {
  const { length } = items
  const time = Float64Array.from(items, (item) => item.time)
  const count = Float64Array.from(items, (item) => (item.kind === 'bar' ? item.count : 0))
  const { upper, lower, n, coverageSharePct } = timeBands({ length, time, count, last }, minutes)
  for (let index = 0; index < length; index++) {
    if (items[index]!.kind !== 'held' || index === 0) continue
    upper[index] = upper[index - 1]!
    lower[index] = lower[index - 1]!
    n[index] = n[index - 1]!
    coverageSharePct[index] = coverageSharePct[index - 1]!
  }
  return { upper, lower, n, coverageSharePct }
}
