import { SCREENER_COLUMNS, type Suspicion } from '@/lib/protocol/screener-columns'
import { screenerFigure } from '@/lib/protocol/screener-figure'
import type { FigureColumns } from './figure-columns'
import type { BookedPair } from './booked-pair'

/** A row as JSON. Figures are appended as text: JSON.stringify of an array takes twice as long. */
export function rowText(
  { key, slot }: BookedPair,
  suspicion: Suspicion | undefined,
  columns: FigureColumns,
  roundTripPct: number,
): string {
  let text = `[${JSON.stringify(key)},${suspicion === undefined ? 'null' : `"${suspicion}"`}`
  for (const column of SCREENER_COLUMNS) {
    const value =
      column === 'afterFeesPct' ? columns.edgePct[slot]! - roundTripPct : columns[column][slot]!
    text += `,${screenerFigure(column, value) ?? 'null'}`
  }
  return `${text}]`
}
