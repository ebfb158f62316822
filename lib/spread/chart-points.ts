import { BAND_POINTS, lowerRank, upperRank } from './bands'
import { leftJoin, type LegColumns } from './join'
import { SlidingBands } from './sliding-bands'
import { bidSpread } from './spread'

/** The points of an earlier dashboard's chart: columns of equal length, `timeMs` ascending. */
export interface ChartPoints {
  /** Epoch milliseconds. */
  timeMs: Float64Array
  /** Percent. Not finite where the prices allow none. */
  spread: Float64Array
  upper: Float64Array
  lower: Float64Array
}

/**
 * The chart of contract §3 by the formulas of §2: left join, `bid` spread, bands over the last 200
 * points from the first one on.
 *
 * A spread that is not finite counts among those 200 points but has no rank; where all of them are
 * like that the bands are NaN.
 *
 * @throws RangeError if the columns of one leg differ in length
 */
export function chartPoints(leg1: LegColumns, leg2: LegColumns, toleranceMs: number): ChartPoints {
  const { timeMs, row1, row2 } = leftJoin(leg1, leg2, toleranceMs)
  const spread = new Float64Array(timeMs.length)
  for (let point = 0; point < spread.length; point++) {
    spread[point] = bidSpread(leg1.bid[row1[point]!]!, leg2.bid[row2[point]!]!)
  }
  const points = {
    ...{ timeMs, spread },
    upper: new Float64Array(spread.length),
    lower: new Float64Array(spread.length),
  }
  if (spread.every(Number.isFinite)) slideBands(points)
  else sortBands(points)
  return points
}

/** Which points are wanted; undefined: no bound. */
export interface Stretch {
  /** Epoch milliseconds, inclusive. */
  fromMs?: number | undefined
  toMs?: number | undefined
  /** Of more, the newest. */
  maxPoints?: number | undefined
}

/** The points of a stretch, as views; the bands are those of the whole. */
export function cutPoints(points: ChartPoints, stretch: Stretch): ChartPoints {
  const { fromMs = -Infinity, toMs = Infinity, maxPoints = Infinity } = stretch
  const { timeMs, spread, upper, lower } = points
  const end = timeMs.findLastIndex((each) => each <= toMs) + 1
  const from = timeMs.findIndex((each) => each >= fromMs)
  const first = Math.min(end, Math.max(from === -1 ? end : from, end - maxPoints))
  return {
    timeMs: timeMs.subarray(first, end),
    spread: spread.subarray(first, end),
    upper: upper.subarray(first, end),
    lower: lower.subarray(first, end),
  }
}

function slideBands({ spread, upper, lower }: ChartPoints): void {
  const bands = new SlidingBands({ kinds: 1 })
  for (let point = 0; point < spread.length; point++) {
    bands.add(0, spread.subarray(point, point + 1), false)
    upper[point] = bands.upper(0, 0)
    lower[point] = bands.lower(0, 0)
  }
}

/** By definition, and slowly; `SlidingBands` takes finite values alone. */
function sortBands({ spread, upper, lower }: ChartPoints): void {
  for (let point = 0; point < spread.length; point++) {
    const first = Math.max(0, point + 1 - BAND_POINTS)
    const ranked = spread
      .subarray(first, point + 1)
      .filter(Number.isFinite)
      .sort()
    upper[point] = ranked[upperRank(ranked.length)] ?? NaN
    lower[point] = ranked[lowerRank(ranked.length)] ?? NaN
  }
}
