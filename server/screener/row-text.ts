import { SCREENER_COLUMNS, type Suspicion } from '@/lib/protocol/screener-columns'
import { screenerFigure } from '@/lib/protocol/screener-figure'
import type { FigureColumns } from './figure-columns'
import type { BookedPair } from './booked-pair'

/**
 * A row as JSON. JSON.stringify of an array takes twice as long; text that is appended piece by piece
 * is held as its pieces, ten times as large, for as long as the row is.
 */
export function rowText(
  { key, slot }: BookedPair,
  suspicion: Suspicion | undefined,
  columns: FigureColumns,
  roundTripPct: number,
): string {
  const figures: (number | string)[] = [
    JSON.stringify(key),
    suspicion === undefined ? 'null' : `"${suspicion}"`,
  ]
  for (const column of SCREENER_COLUMNS) {
    const value =
      column === 'afterFeesPct' ? columns.edgePct[slot]! - roundTripPct : columns[column][slot]!
    figures.push(screenerFigure(column, value) ?? 'null')
  }
  return `[${figures.join()}]`
}
