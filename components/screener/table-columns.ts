import { COLUMN_FACES, type TableColumn } from './screener-columns'
import type { ColumnWidth } from './screener-view'

/** What the table needs to lay its columns out, as CSS. */
export interface ColumnLayout {
  /** `grid-template-columns` of every row. */
  template: string
  /** Below it the table scrolls sideways, CSS pixels. */
  minWidthPx: number
  /** Left edges of the columns that stay, CSS pixels. */
  symbolLeftPx: number
  legsLeftPx: number
}

/** Those that a person made narrower than their figures need. */
export function narrowColumns(widths: readonly ColumnWidth[]): ReadonlySet<TableColumn> {
  return new Set(
    widths
      .filter(({ column, px }) => px < COLUMN_FACES[column].widthPx)
      .map(({ column }) => column),
  )
}

/**
 * Columns at the left keep their width, so that they can stay in view; the others share what room
 * is over, but those that a person made as wide as they are.
 */
export function columnLayout(
  columns: readonly TableColumn[],
  widths: readonly ColumnWidth[],
): ColumnLayout {
  const chosen = new Map<TableColumn, number>(widths.map(({ column, px }) => [column, px]))
  const widthOf = (column: TableColumn) => chosen.get(column) ?? COLUMN_FACES[column].widthPx
  const isRigid = (column: TableColumn) =>
    chosen.has(column) || column === 'mark' || column === 'symbol' || column === 'legs'
  const tracks = columns.map((column) => {
    const width = widthOf(column)
    return isRigid(column) ? `${width}px` : `minmax(${width}px, ${width}fr)`
  })
  const symbolLeftPx = widthOf('mark')
  return {
    template: tracks.join(' '),
    minWidthPx: columns.reduce((sum, column) => sum + widthOf(column), 0),
    symbolLeftPx,
    legsLeftPx: symbolLeftPx + widthOf('symbol'),
  }
}
