import { ArrowDown, ArrowUp } from 'lucide-react'
import type { PointerEvent } from 'react'
import { HeadTip } from './head-tip'
import { COLUMN_FACES, type TableColumn } from './screener-columns'
import type { ColumnHeader } from './use-column-model'

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const

interface HeadCellProps {
  column: TableColumn
  /** From 0. */
  index: number
  header: ColumnHeader | undefined
  /** The one that Tab reaches. */
  isStop: boolean
  /** There are several keys of the order. */
  isOneOfMany: boolean
  /** Held by a pointer. */
  isDragged: boolean
  /** Where a held head would fall. */
  drop: 'before' | 'behind' | undefined
  onFocus: () => void
  onPointerDown: (event: PointerEvent) => void
  onSort: (event: unknown) => void
  onGrab: (event: { currentTarget: Element }) => void
}

/** A head: sorts, shows what its column means, and has a grip for its width. */
export function HeadCell(props: HeadCellProps) {
  const { column, index, header, isStop, isOneOfMany, isDragged, drop } = props
  const { head: words, words: name, isText, isFirst } = COLUMN_FACES[column]
  const sorted = header?.column.getIsSorted() ?? false
  const classes = [
    ...[isText === true ? '' : 'num', isFirst === true ? 'group' : '', `at-${column}`],
    ...[isDragged ? 'dragged' : '', drop === undefined ? '' : `drop-${drop}`],
  ]
  return (
    <th
      className={classes.join(' ')}
      aria-colindex={index + 1}
      aria-sort={sorted === false ? undefined : ARIA_SORT[sorted]}
    >
      {column === 'mark' ? (
        <span className="sr-only">{name}</span>
      ) : (
        <HeadTip column={column}>
          <button
            type="button"
            data-column={column}
            tabIndex={isStop ? 0 : -1}
            aria-label={name}
            aria-disabled={header?.column.getCanSort() !== true}
            onFocus={props.onFocus}
            onPointerDown={props.onPointerDown}
            onClick={props.onSort}
          >
            {words}
            {sorted !== false && (
              <SortMark
                direction={sorted}
                place={header?.column.getSortIndex() ?? 0}
                isOneOfMany={isOneOfMany}
              />
            )}
          </button>
        </HeadTip>
      )}
      {header?.column.getCanResize() === true && (
        <span
          className="grip"
          aria-hidden="true"
          onMouseDown={props.onGrab}
          onTouchStart={props.onGrab}
        />
      )}
    </th>
  )
}

interface SortMarkProps {
  direction: 'asc' | 'desc'
  place: number
  isOneOfMany: boolean
}

function SortMark({ direction, place, isOneOfMany }: SortMarkProps) {
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp
  return (
    <>
      <Arrow size={isOneOfMany ? 9 : 11} aria-hidden="true" />
      {isOneOfMany && <sup>{place + 1}</sup>}
    </>
  )
}
