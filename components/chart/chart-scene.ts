import type { ChartColours } from './chart-colours'
import type { ChartItem } from './chart-item'

/** Height of the words of time at the foot of a chart, CSS pixels. */
export const FOOT_HEIGHT = 18
/** Room above and below the values, CSS pixels. */
export const PAD = 4

/** What all parts of a chart draw from. Changed in place by the chart, read while it paints. */
export interface ChartScene {
  /** One per step, ascending; the last `places` are in view. */
  items: ChartItem[]
  step: number
  places: number
  colours: ChartColours
  /** Lowest and highest value of the axis, percent. */
  range: ValueRange
  /** Behind the point of the chart's figures; large ones have fewer. */
  digits: number
  /** The newest spread is an excursion. */
  isHot: boolean
  /** Index in `items` under the crosshair. */
  hover: number | undefined
  exchange1: string
  exchange2: string
  /** How a hole of both legs is called; unset: `feed down`. */
  downWords?: string
  /** First and last index in view; unset: the newest `places`. */
  view?: { first: number; last: number }
  /** Room below the values, CSS pixels; unset: that of the words of time. */
  foot?: number
  /** Where the words of a hole stand, CSS pixels from the top; unset: in the first line. */
  holeWordsY?: number
  /** How times are written and where their round ones are; unset: UTC, without dates. */
  timeWords?: TimeWords
}

export interface TimeWords {
  /** Seconds to add to UTC at `time`, epoch seconds. */
  offset(time: number): number
  /** Of a line of the grid; lines stand `step` seconds apart. */
  tick(time: number, step: number): string
  /** Of the crosshair. */
  point(time: number): string
}

export interface ValueRange {
  low: number
  high: number
}

const EMPTY_RANGE: ValueRange = { low: -0.05, high: 0.05 }
/** A line of equal values still needs an axis, percent. */
export const LEAST_SPAN = 0.002
const MARGIN = 0.07

/**
 * The range that shows the values of `items` from index `first` to `last`, and a near zero; their
 * bands too unless told.
 */
export function valueRange(
  items: readonly ChartItem[],
  first: number,
  last = items.length - 1,
  hasBands = true,
): ValueRange {
  let low = Infinity
  let high = -Infinity
  for (let index = Math.max(0, first); index <= last && index < items.length; index++) {
    const item = items[index]!
    if (item.kind !== 'bar' && item.kind !== 'held') continue
    // Comparisons with NaN are false: a missing band moves nothing.
    if (item.low < low) low = item.low
    if (item.high > high) high = item.high
    if (!hasBands) continue
    if (item.lower < low) low = item.lower
    if (item.upper > high) high = item.upper
  }
  if (low > high) return EMPTY_RANGE
  if (low > 0 && low < high - low) low = 0
  if (high < 0 && -high < high - low) high = 0
  const missing = Math.max(0, LEAST_SPAN - (high - low)) / 2
  const margin = (high - low) * MARGIN + missing
  return { low: low - margin, high: high + margin }
}

/** The newest item that has a value of its own; undefined when there is none. */
export function newestValue(items: readonly ChartItem[]): ChartItem | undefined {
  return items.findLast((item) => item.kind === 'bar' || item.kind === 'held')
}

/** How a hole is called: `MEXC stale`, `feed down`. */
export function holeWords(
  cause: NonNullable<ChartItem['cause']>,
  scene: Pick<ChartScene, 'exchange1' | 'exchange2' | 'downWords'>,
): string {
  if (cause === 'feed_down') return scene.downWords ?? 'feed down'
  return `${cause === 'leg1_stale' ? scene.exchange1 : scene.exchange2} stale`
}
