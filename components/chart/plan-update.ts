import { TAIL_SECONDS, type PairRows } from '../stream/pair-rows'
import type { ChartItem } from './chart-item'
import { gridStep, layOnGrid, MAX_CARD_ITEMS } from './time-grid'

/** A chart may hold this many times its window before it is drawn anew: trimming costs a reset. */
const MAX_OVERHANG = 1.25

/** What a chart shows. */
export interface Shown {
  epoch: number
  version: number
  /** `lastTime` of the rows when they were shown. */
  lastTime: number | undefined
  windowSeconds: number
  /** Ascending in time, one per step. The chart keeps it in step with what it draws. */
  items: readonly ChartItem[]
}

export type ChartUpdate =
  | { kind: 'none' }
  /** Replaces the newest item if the first of these has its time; the rest comes behind it. */
  | { kind: 'append'; items: readonly ChartItem[] }
  | { kind: 'reset'; items: readonly ChartItem[] }

/**
 * The cheapest way to take a chart to `rows` as they are at `endTime` (epoch seconds): the newest
 * second that the chart shall show, even if nothing came in it. `maxItems`: of the window.
 */
export function planUpdate(
  shown: Shown | undefined,
  rows: PairRows,
  windowSeconds: number,
  endTime: number,
  maxItems = MAX_CARD_ITEMS,
): ChartUpdate {
  const step = gridStep(windowSeconds, maxItems)
  const onGrid = (time: number) => Math.floor(time / step) * step
  const newestRow = rows.bars.newestTime ?? -Infinity
  const end = onGrid(Math.max(endTime, newestRow))
  const start = end - (Math.floor(windowSeconds / step) - 1) * step
  const newest = shown?.items.at(-1)
  const isOther =
    shown === undefined || newest === undefined || shown.epoch !== rows.epoch ||
    shown.windowSeconds !== windowSeconds || end < newest.time || start > newest.time // prettier-ignore
  if (isOther) return { kind: 'reset', items: layOnGrid(rows, start, end, step) }
  if (shown.version === rows.version && end === newest.time) return { kind: 'none' }

  // A hole that is found late begins where the rows ended, which may be long before the grid's end.
  const changedFrom = Math.min(newest.time, shown.lastTime ?? -Infinity) - TAIL_SECONDS
  const tailFrom = Math.max(onGrid(changedFrom), shown.items[0]!.time)
  const tail = layOnGrid(rows, tailFrom, end, step)
  const held = shown.items.slice(-Math.round((newest.time - tailFrom) / step) - 1)
  const firstChange = tail.findIndex((item, index) => !isSame(item, held[index]))
  if (firstChange === -1) return { kind: 'none' }
  const added = tail.length - held.length
  const isOvergrown = shown.items.length + added > (windowSeconds / step) * MAX_OVERHANG
  // The chart takes changes of its newest item only.
  if (isOvergrown || firstChange < held.length - 1) {
    return { kind: 'reset', items: layOnGrid(rows, start, end, step) }
  }
  return { kind: 'append', items: tail.slice(firstChange) }
}

const COMPARED = [
  'time', 'kind', 'cause', 'breaks', 'missingFrom', 'missingTo', 'last', 'low', 'high', 'upper',
  'lower', 'bid1', 'ask1', 'bid2', 'ask2', 'count',
] as const // prettier-ignore

function isSame(item: ChartItem, other: ChartItem | undefined): boolean {
  return other !== undefined && COMPARED.every((key) => Object.is(item[key], other[key]))
}
