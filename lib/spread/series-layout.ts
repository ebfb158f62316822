import { SPREAD_KINDS } from '../market/spread-kind'

/**
 * What lies where in the memory of a pair. A row is 17 columns of 8 bytes:
 *
 *   stamp | bid1 ask1 bid2 ask2 | low high upper lower of the first kind | ... second | ... third
 *
 * `last` is not stored: it is made of the four prices by the contract's formulas.
 */
const KINDS = SPREAD_KINDS.length

export const STAMP = 0
export const BID1 = 1
export const ASK1 = 2
export const BID2 = 3
export const ASK2 = 4
const FIRST_KIND = 5
const COLUMNS_PER_KIND = 4
export const SERIES_COLUMNS = FIRST_KIND + KINDS * COLUMNS_PER_KIND

/** The column of `low` for a kind; `high`, `upper` and `lower` are the next three. */
export function lowColumn(kind: number): number {
  return FIRST_KIND + kind * COLUMNS_PER_KIND
}

/** Head values. `NOW` and `EXTREME` are one for each kind; low and high of the hour are of `bid`. */
export const HEAD_TIME1 = 0
export const HEAD_BID1 = 1
export const HEAD_ASK1 = 2
export const HEAD_TIME2 = 3
export const HEAD_BID2 = 4
export const HEAD_ASK2 = 5
export const HEAD_ARRIVAL = 6
export const HEAD_LAST_POINT = 7
export const HEAD_NOW = 8
export const HEAD_EXTREME = HEAD_NOW + KINDS
export const HEAD_HOUR_LOW = HEAD_EXTREME + KINDS
export const HEAD_HOUR_HIGH = HEAD_HOUR_LOW + 1
export const SERIES_VALUES = HEAD_HOUR_HIGH + 1

/** Head counts. `EPISODES` are one for each kind. */
export const COUNT_REWRITES = 0
export const COUNT_HOLE_OPEN = 1
export const COUNT_EPISODES = 2
export const SERIES_COUNTS = COUNT_EPISODES + KINDS

/** Counts of a stamp lie in -COUNT_OFFSET .. STAMP_SPAN - COUNT_OFFSET - 1. */
const STAMP_SPAN = 2 ** 21
const COUNT_OFFSET = 2 ** 4
export const MAX_COUNT = STAMP_SPAN - COUNT_OFFSET - 1

/** Epoch second and count of a row in one cell: whole numbers below 2 ** 53 are exact. */
export function stampOf(second: number, count: number): number {
  return second * STAMP_SPAN + count + COUNT_OFFSET
}

export function secondOf(stamp: number): number {
  return Math.floor(stamp / STAMP_SPAN)
}

export function countOf(stamp: number): number {
  return stamp - secondOf(stamp) * STAMP_SPAN - COUNT_OFFSET
}
