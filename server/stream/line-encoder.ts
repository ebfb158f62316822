import { HOLE_CAUSES } from '@/lib/market/hole'
import type { SpreadKind } from '@/lib/market/spread-kind'
import { numberColumn, percentColumn } from '@/lib/protocol/column-text'
import type { GapJson, StreamLine } from '@/lib/protocol/stream-line'
import type { RowColumns } from '@/lib/spread/series-columns'
import type { PairEntry } from './market-source'

/** Milliseconds since each leg quoted, NaN for a leg that never did. */
export interface LegAges {
  age1Ms: number
  age2Ms: number
}

/**
 * A line without its beginning: `seq` differs from subscriber to subscriber, the rest is shared.
 * `seqPrefix(seq)` and a tail are a line.
 */
export type Tail = Buffer

type WithoutSeq<Line> = Line extends unknown ? Omit<Line, 'seq'> : never
export type LineFields = WithoutSeq<StreamLine>

export function seqPrefix(seq: number): string {
  return `{"seq":${seq},`
}

/** The tail of a line that is not made of columns. */
export function encodeTail(fields: LineFields): Tail {
  return Buffer.from(`${JSON.stringify(fields).slice(1)}\n`)
}

/** The `series` line of the rows `from`..length - 1. */
export function encodeSeries(
  entry: PairEntry,
  kind: SpreadKind,
  rows: RowColumns,
  from: number,
  ages: LegAges,
): Tail {
  const { key: pair, symbol, exchange1, exchange2 } = entry
  const head = JSON.stringify({ type: 'series', pair, symbol, exchange1, exchange2, spread: kind })
  const gaps = JSON.stringify(gapsOf(rows, from))
  const bars = columns(rows, barIndexes(rows, from))
  return Buffer.from(`${head.slice(1, -1)},${bars},"gaps":${gaps},${agesJson(ages)}}\n`)
}

/**
 * The lines of changed rows, the first of which every reader knows, if not in this state: a `gap`
 * for each hole, and `bars`, which may be none: the ages change in a hole, too.
 */
export function encodeChanges(entry: PairEntry, rows: RowColumns, ages: LegAges): Tail[] {
  const pair = entry.key
  const head = JSON.stringify({ type: 'bars', pair }).slice(1, -1)
  const bars = columns(rows, barIndexes(rows, 0))
  return [
    // An open hole may have got another cause: it goes out each time.
    ...gapsOf(rows, 0).map((gap) => encodeTail({ type: 'gap', pair, ...gap })),
    Buffer.from(`${head},${bars},${agesJson(ages)}}\n`),
  ]
}

function gapsOf(rows: RowColumns, from: number): GapJson[] {
  const gaps: GapJson[] = []
  for (let row = from; row < rows.length; row++) {
    const cause = HOLE_CAUSES[-rows.count[row]! - 1]
    if (cause === undefined) continue
    const to = row + 1 < rows.length ? rows.time[row + 1]! : null
    gaps.push({ from: rows.time[row]!, to, cause })
  }
  return gaps
}

function barIndexes(rows: RowColumns, from: number): number[] {
  const indexes: number[] = []
  for (let row = from; row < rows.length; row++) if (rows.count[row]! > 0) indexes.push(row)
  return indexes
}

function columns(rows: RowColumns, bars: readonly number[]): string {
  return [
    `"time":${numberColumn(rows.time, bars)}`,
    `"last":${percentColumn(rows.last, bars)}`,
    `"low":${percentColumn(rows.low, bars)}`,
    `"high":${percentColumn(rows.high, bars)}`,
    `"upper":${percentColumn(rows.upper, bars)}`,
    `"lower":${percentColumn(rows.lower, bars)}`,
    `"bid1":${numberColumn(rows.bid1, bars)}`,
    `"ask1":${numberColumn(rows.ask1, bars)}`,
    `"bid2":${numberColumn(rows.bid2, bars)}`,
    `"ask2":${numberColumn(rows.ask2, bars)}`,
    `"count":${numberColumn(rows.count, bars)}`,
  ].join(',')
}

function agesJson({ age1Ms, age2Ms }: LegAges): string {
  return `"age1_ms":${wholeMs(age1Ms)},"age2_ms":${wholeMs(age2Ms)}`
}

function wholeMs(value: number): string {
  return Number.isFinite(value) ? `${Math.round(value)}` : 'null'
}
