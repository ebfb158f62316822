import { SPREAD_KINDS } from '../market/spread-kind'

/** What is known of a pair now. Arrays hold one value for each of SPREAD_KINDS. */
export interface SeriesHead {
  /** Changes with every change of the pair; equal versions mean equal content. */
  version: number
  /** Grows when rows that were handed out have been taken back: read the whole series again. */
  rewrites: number
  /** Rows held: firstRow..endRow - 1. Numbers only grow while a pair lives. */
  firstRow: number
  endRow: number
  holeOpen: boolean
  /** Latest quote of each leg; NaN before the first. */
  time1Ms: number
  bid1: number
  ask1: number
  time2Ms: number
  bid2: number
  ask2: number
  /** Local clock at the arrival of the quote with the newest time of the two. */
  arrivalMs: number
  /** NaN before the first point. */
  lastPointMs: number
  /** Percent; NaN while the pair is in a hole or has no point yet. */
  now: Float64Array
  /** Percent, signed: the value farthest from zero within the hour; NaN without a point. */
  extreme: Float64Array
  /** Of the spread `bid` within the hour, percent; NaN without a point. */
  hourLowPct: number
  hourHighPct: number
  /** Episodes beyond 0.4 % finished within the hour. */
  episodes: Float64Array
}

/**
 * Rows of a series for one spread kind, `length` of them in use. A row with a positive `count` is a
 * bar: one second with that many points. A row with a negative one is a hole that begins at `time`;
 * -count is the cause's code (HOLE_CAUSES), its values are NaN, and it lasts until the next row's
 * time (exclusive), or is still open when it is the last row.
 */
export interface RowColumns {
  length: number
  firstRow: number
  version: number
  rewrites: number
  /** Epoch seconds, strictly ascending. */
  time: Float64Array
  count: Int32Array
  last: Float64Array
  low: Float64Array
  high: Float64Array
  upper: Float64Array
  lower: Float64Array
  bid1: Float64Array
  ask1: Float64Array
  bid2: Float64Array
  ask2: Float64Array
}

export function createSeriesHead(): SeriesHead {
  const kinds = SPREAD_KINDS.length
  return {
    version: 0,
    rewrites: 0,
    firstRow: 0,
    endRow: 0,
    holeOpen: false,
    time1Ms: NaN,
    bid1: NaN,
    ask1: NaN,
    time2Ms: NaN,
    bid2: NaN,
    ask2: NaN,
    arrivalMs: NaN,
    lastPointMs: NaN,
    now: new Float64Array(kinds),
    extreme: new Float64Array(kinds),
    hourLowPct: NaN,
    hourHighPct: NaN,
    episodes: new Float64Array(kinds),
  }
}

/** Room for `rows` rows; `SeriesReader.maxRows` is always enough. */
export function createRowColumns(rows: number): RowColumns {
  return {
    length: 0,
    firstRow: 0,
    version: 0,
    rewrites: 0,
    time: new Float64Array(rows),
    count: new Int32Array(rows),
    last: new Float64Array(rows),
    low: new Float64Array(rows),
    high: new Float64Array(rows),
    upper: new Float64Array(rows),
    lower: new Float64Array(rows),
    bid1: new Float64Array(rows),
    ask1: new Float64Array(rows),
    bid2: new Float64Array(rows),
    ask2: new Float64Array(rows),
  }
}
