import type { ScreenerColumn } from '@/lib/protocol/screener-columns'
import { csvText } from '../export/csv'
import { ndjsonText } from '../export/ndjson'
import { askScreener } from './ask-screener'
import { isFigure, type ChoiceColumn } from './screener-columns'
import type { ScreenerQuestion } from './screener-poll'
import { readRows, type ScreenerRow, type Spark } from './screener-row'

/** The server gives so many at once. */
const PAGE_ROWS = 200

export interface ExportedRow {
  row: ScreenerRow
  spark: Spark | undefined
}

/** Every row of a view in its order, page by page; a pair that moves meanwhile is told once. */
export async function collectRows(
  question: ScreenerQuestion,
  signal: AbortSignal,
): Promise<ExportedRow[] | string> {
  const collected = new Map<string, ExportedRow>()
  for (let offset = 0; ; offset += PAGE_ROWS) {
    // One page after the other: others want the server as well.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await askScreener(
      { ...question, offset, limit: PAGE_ROWS, sparks: true },
      signal,
    )
    if (typeof answer === 'string') return answer
    const rows = new Map(readRows(answer).map((row) => [row.pair, row]))
    for (const pair of answer.order) {
      const row = rows.get(pair)
      if (row !== undefined) collected.set(pair, { row, spark: answer.sparks?.[pair] })
    }
    if (offset + PAGE_ROWS >= answer.matched || answer.order.length === 0) break
  }
  return [...collected.values()]
}

/** The names of the pair and the columns that are shown, in their order. */
export function screenerCsv(
  rows: readonly ExportedRow[],
  columns: readonly ChoiceColumn[],
): string {
  const figures = columns.filter(isFigure)
  return csvText(
    ['symbol', 'exchange1', 'exchange2', ...figures],
    rows.map(({ row }) => [
      ...[row.symbol, row.exchange1, row.exchange2],
      ...figures.map((column) => valueOf(row, column)),
    ]),
  )
}

/** The same as objects; the line of 15 minutes is there as numbers, if it is shown. */
export function screenerNdjson(
  rows: readonly ExportedRow[],
  columns: readonly ChoiceColumn[],
): string {
  return ndjsonText(
    rows.map(({ row, spark }) => {
      const { symbol, exchange1, exchange2 } = row
      const object: Record<string, unknown> = { symbol, exchange1, exchange2 }
      for (const column of columns) {
        object[column] = isFigure(column) ? valueOf(row, column) : (spark ?? null)
      }
      return object
    }),
  )
}

/** As on the wire; the leg to buy on by its exchange. */
function valueOf(row: ScreenerRow, column: ScreenerColumn): number | string | null {
  const value = row.figures[column] ?? null
  if (column !== 'buyOn' || value === null) return value
  return value === 1 ? row.exchange1 : row.exchange2
}
