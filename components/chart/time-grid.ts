import type { UTCTimestamp } from 'lightweight-charts'
import type { BarTable } from '../stream/bar-table'
import type { Hole } from '../stream/pair-rows'
import type { ChartItem } from './chart-item'
import { toTimestamp } from './library-number'

/** More items than this a card never holds. */
export const MAX_CARD_ITEMS = 900

/** What is laid on a grid; both ascend in time. */
export interface GridRows {
  readonly bars: BarTable
  readonly holes: readonly Hole[]
}

/** Seconds that one place of the grid stands for, so that a window has at most `maxItems` places. */
export function gridStep(windowSeconds: number, maxItems = MAX_CARD_ITEMS): number {
  return Math.max(1, Math.ceil(windowSeconds / maxItems))
}

/**
 * Lays rows on a grid of even steps from `fromTime` to `toTime` (both included, epoch seconds,
 * multiples of `step`).
 *
 * Of several rows in one place low and high survive, and the last of everything else; a hole in a
 * place is kept with its cause. Nothing is averaged. Where values are missing they hold what was
 * last known, else what comes first: the chart's axis would otherwise be drawn to zero.
 */
export function layOnGrid(
  rows: GridRows,
  fromTime: number,
  toTime: number,
  step: number,
): ChartItem[] {
  const items: ChartItem[] = []
  let row = firstRowFrom(rows.bars, fromTime)
  let hole = 0
  let before = row > 0 ? row - 1 : undefined
  const { bars } = rows
  for (let start = fromTime; start <= toTime; start += step) {
    const time = toTimestamp(start)
    const end = start + step
    const firstRow = row
    while (row < bars.length && bars.time[row]! < end) row++
    while (hole < rows.holes.length && rows.holes[hole]!.to <= time) hole++
    const missing = longestHole(rows.holes, hole, time, end)
    if (row > firstRow) {
      items.push(barItem(bars, time, firstRow, row, missing))
      before = row - 1
    } else {
      const kind = missing !== undefined ? 'hole' : before === undefined ? 'void' : 'held'
      items.push(emptyItem(bars, time, kind, missing, before ?? firstRow))
    }
  }
  return items
}

/** The first row at or after `time`. */
function firstRowFrom(bars: BarTable, time: number): number {
  let low = 0
  let high = bars.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (bars.time[middle]! < time) low = middle + 1
    else high = middle
  }
  return low
}

/** The hole that takes most of a place, cut to the place. */
function longestHole(
  holes: readonly Hole[],
  first: number,
  from: number,
  to: number,
): Hole | undefined {
  let longest: Hole | undefined
  let longestSeconds = 0
  for (let index = first; index < holes.length && holes[index]!.from < to; index++) {
    const hole = holes[index]!
    const seconds = Math.min(hole.to, to) - Math.max(hole.from, from)
    if (seconds <= longestSeconds) continue
    longest = hole
    longestSeconds = seconds
  }
  if (longest === undefined) return undefined
  const { cause } = longest
  return { from: Math.max(longest.from, from), to: Math.min(longest.to, to), cause }
}

function barItem(
  bars: BarTable,
  time: UTCTimestamp,
  firstRow: number,
  endRow: number,
  missing: Hole | undefined,
): ChartItem {
  const { columns } = bars
  let low = Infinity
  let high = -Infinity
  let count = 0
  for (let row = firstRow; row < endRow; row++) {
    low = Math.min(low, columns.low[row]!)
    high = Math.max(high, columns.high[row]!)
    count += columns.count[row]!
  }
  const isHoleLater = missing !== undefined && missing.from > bars.time[firstRow]!
  const values = valuesOf(bars, endRow - 1)
  const breaks = missing === undefined ? undefined : isHoleLater ? 'after' : 'before'
  return {
    time,
    start: time,
    kind: 'bar',
    ...missingFields(missing),
    breaks,
    ...values,
    low,
    high,
    count,
  }
}

function emptyItem(
  bars: BarTable,
  time: UTCTimestamp,
  kind: 'held' | 'hole' | 'void',
  missing: Hole | undefined,
  likeRow: number,
): ChartItem {
  const values = valuesOf(bars, likeRow)
  const { last } = values
  const value = { ...values, low: last, high: last, count: 0 }
  return { time, start: time, kind, ...missingFields(missing), breaks: undefined, ...value }
}

function missingFields(missing: Hole | undefined) {
  const { cause, from = NaN, to = NaN } = missing ?? {}
  return { cause, missingFrom: from, missingTo: to }
}

function valuesOf({ columns, length }: BarTable, row: number) {
  const at = (column: Float64Array) => (row < length ? column[row]! : NaN)
  return {
    last: at(columns.last),
    upper: at(columns.upper),
    lower: at(columns.lower),
    bid1: at(columns.bid1),
    ask1: at(columns.ask1),
    bid2: at(columns.bid2),
    ask2: at(columns.ask2),
  }
}
