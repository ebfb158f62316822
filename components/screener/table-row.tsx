import { memo } from 'react'
import type { TableColumn } from './screener-columns'
import type { ScreenerRow } from './screener-row'
import { TableCell, type CellProps } from './table-cell'

interface TableRowProps extends Omit<CellProps, 'row'> {
  /** Undefined: it is not known yet which stands here. */
  pair: string | undefined
  /** Undefined: its cells are not drawn yet. */
  row: ScreenerRow | undefined
  /** From 0. */
  place: number
  /** From the top of the list, CSS pixels. */
  topPx: number
  columns: readonly TableColumn[]
  isSelected: boolean
  /** The one that Tab reaches. */
  isActive: boolean
  onChoose: (place: number) => void
  onOpen: (pair: string) => void
}

/**
 * One pair. Rendered when its figures are news, and otherwise only when it moves: `row` is another
 * object exactly when something changed.
 */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { pair, row, place, topPx, columns, isSelected, isActive, onChoose, onOpen, ...cell } =
    props
  return (
    // The keys of a row are those of the page; with the pointer a row is chosen and opened.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      data-place={place}
      data-pair={pair}
      className={cell.isMuted ? 'muted' : undefined}
      tabIndex={isActive ? 0 : -1}
      style={{ top: topPx }}
      onClick={() => onChoose(place)}
      onDoubleClick={() => pair !== undefined && onOpen(pair)}
    >
      {row === undefined ? (
        <td className="asking quiet">asking for this row</td>
      ) : (
        columns.map((column) => <TableCell key={column} column={column} row={row} {...cell} />)
      )}
    </tr>
  )
})
