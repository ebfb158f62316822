import type { RowsOf } from '@/lib/lake/recorded-rows'
import type { RecordedQuote, RecordedTrade } from './frame-reader'

/** Bytes of a folder's name that any file system takes; `exchange=` comes before it. */
const MAX_NAME_BYTES = 200

/** One row on its way into a file: as `RecordedRows.add` takes it. */
export interface LakeRow {
  readonly wholeMs: number
  readonly ticks: number
  readonly numbers: readonly number[]
  readonly text: string
}

export function tableOf({ kind, exchange, symbol }: RecordedQuote | RecordedTrade): RowsOf {
  return { table: kind === 'quote' ? 'spreads' : 'trades', exchange, symbol }
}

export function lakeRow(row: RecordedQuote | RecordedTrade): LakeRow {
  const { wholeMs, ticks } = row
  return { wholeMs, ticks, numbers: numbersOf(row), text: row.kind === 'trade' ? row.side : '' }
}

/**
 * A slash of a symbol is written otherwise; one in an exchange's name would lead somewhere else. For
 * one folder with a second `=`, or a `?`, DuckDB could not read the keys of any folder of the lake.
 */
export function canBeFolders({ exchange, symbol }: Omit<RowsOf, 'table'>): boolean {
  if (/[/\\=?]/.test(exchange) || /[\\=?]/.test(symbol)) return false
  return (
    Buffer.byteLength(exchange) <= MAX_NAME_BYTES && Buffer.byteLength(symbol) <= MAX_NAME_BYTES
  )
}

/** In the order of the columns of its table. */
function numbersOf(row: RecordedQuote | RecordedTrade): number[] {
  if (row.kind === 'trade') return [row.price, row.quantity]
  return [row.bid, row.ask, row.spreadPercentage, row.minVolume, row.maxVolume]
}
