import type { SpreadKind } from '@/lib/market/spread-kind'
import { VALUE_COLUMNS, type ValueColumn } from './bar-table'
import type { PairRows } from './pair-rows'

/** All rows of a pair as a `series` line, for a reader that comes later. `nowMs`: local clock. */
export function seriesText(rows: PairRows, spread: SpreadKind, nowMs: number): string {
  const { pair, symbol, exchange1, exchange2, bars } = rows
  const column = (name: ValueColumn) =>
    Array.from(bars.columns[name].subarray(0, bars.length), (value) =>
      Number.isFinite(value) ? value : null,
    )
  const aged = (ageMs: number | undefined) =>
    ageMs === undefined ? null : ageMs + nowMs - rows.agesAtMs
  return JSON.stringify({
    seq: 0,
    type: 'series',
    pair,
    symbol,
    exchange1,
    exchange2,
    spread,
    time: Array.from(bars.time.subarray(0, bars.length)),
    ...Object.fromEntries(VALUE_COLUMNS.map((name) => [name, column(name)])),
    // JSON has no Infinity: an open hole ends with null.
    gaps: rows.holes,
    age1_ms: aged(rows.age1Ms),
    age2_ms: aged(rows.age2Ms),
  })
}
