import { screenerFigure } from '@/lib/protocol/screener-figure'
import type { ScreenerFilter, ScreenerQuery, ScreenerSort } from '@/lib/protocol/screener-query'
import type { FigureColumns } from './figure-columns'
import { orderRows } from './order-rows'
import type { PairNames } from './pair-names'
import type { NamedPairs } from './question'
import type { RankingRoom } from './ranking-room'
import { roundTripPct, takersOf } from './taker-fees'

/** The market as it is to be ranked. */
export interface RankedMarket {
  readonly names: PairNames
  readonly columns: FigureColumns
  /** By slot. */
  readonly isSuspect: (slot: number) => boolean
  /** Both legs' quotes may be so old and be fresh. */
  readonly toleranceMs: number
  readonly room: RankingRoom
}

export interface RankedPairs {
  /** Slots of the pairs at the places offset..offset + limit - 1. */
  readonly slots: Int32Array
  readonly matched: number
  readonly hiddenSuspects: number
}

/**
 * Which pairs match, and which of them stand in view. Those without a value stand last whatever the
 * direction, those with the same values by name. What it answers holds until the next ranking.
 */
export function rankPairs(
  query: ScreenerQuery,
  named: NamedPairs,
  market: RankedMarket,
): RankedPairs {
  const { room } = market
  const columns = columnsOf(query, named, market)
  const isFresh = freshness(query, market)
  const filters = query.filters.map((filter) => ({ ...filter, values: columns[filter.column] }))
  const hidesSuspects = query.suspects === 'hidden'
  let matched = 0
  let hiddenSuspects = 0
  for (const slot of named.slots) {
    if (!isFresh(slot) || !passesAll(filters, slot)) continue
    if (hidesSuspects && market.isSuspect(slot) && !named.trusted.has(slot)) hiddenSuspects++
    else room.slots[matched++] = slot
  }
  const slots = room.slots.subarray(0, matched)
  const keys = query.sort.map((sort, at) => fillKey(room.keys[at]!, sort, columns, slots))
  const from = Math.min(query.offset, matched)
  const to = Math.min(query.offset + query.limit, matched)
  orderRows(slots, [...keys, market.names.order], from, to)
  return { slots: slots.slice(from, to), matched, hiddenSuspects }
}

type SortedColumns = Readonly<Record<ScreenerSort['column'], Float64Array>>

function columnsOf(
  { fees, sort, filters }: ScreenerQuery,
  { slots }: NamedPairs,
  { names, columns, room }: RankedMarket,
): SortedColumns {
  const { afterFeesPct } = room
  if ([...sort, ...filters].some(({ column }) => column === 'afterFeesPct')) {
    const takers = takersOf(fees, names.exchanges)
    const { edgePct } = columns
    for (const slot of slots)
      afterFeesPct[slot] = edgePct[slot]! - roundTripPct(takers, names, slot)
  }
  const { symbol, exchange1, exchange2 } = names
  return { ...columns, afterFeesPct, symbol, exchange1, exchange2 }
}

function freshness(
  { freshOnly }: ScreenerQuery,
  { columns: { age1Ms, age2Ms }, toleranceMs }: RankedMarket,
): (slot: number) => boolean {
  if (!freshOnly) return () => true
  return (slot) => age1Ms[slot]! <= toleranceMs && age2Ms[slot]! <= toleranceMs
}

type ColumnFilter = ScreenerFilter & { readonly values: Float64Array }

function passesAll(filters: readonly ColumnFilter[], slot: number): boolean {
  for (const filter of filters) if (!passes(filter, slot)) return false
  return true
}

/** Of figures as they are shown: 0.1 % is at least 0.1 %, whatever its last bits say. */
function passes({ column, values, min, max, absolute }: ColumnFilter, slot: number): boolean {
  const figure = screenerFigure(column, values[slot]!)
  if (figure === null) return false
  const value = absolute ? Math.abs(figure) : figure
  return (min === undefined || value >= min) && (max === undefined || value <= max)
}

/** So that the smallest stands first. */
function fillKey(
  key: Float64Array,
  { column, direction, absolute }: ScreenerSort,
  columns: SortedColumns,
  slots: Int32Array,
): Float64Array {
  const values = columns[column]
  const sign = direction === 'asc' ? 1 : -1
  for (const slot of slots) {
    const value = values[slot]!
    const size = absolute ? Math.abs(value) : value
    // No figure is infinite but one that is missing.
    key[slot] = Number.isFinite(size) ? sign * size : Infinity
  }
  return key
}
