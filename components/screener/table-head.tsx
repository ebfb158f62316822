import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { COLUMN_FACES, type TableColumn } from './screener-columns'
import type { ScreenerViewStore } from './screener-view'
import { HeadTip } from './head-tip'
import { toWidth, type ColumnHeader, type ColumnModel } from './use-column-model'
import { movedColumn } from './moved-column'

/** By key, CSS pixels. */
const WIDTH_STEP_PX = 8

interface TableHeadProps {
  model: ColumnModel
  columns: readonly TableColumn[]
  store: ScreenerViewStore
}

/** The heads: each sorts, with Shift as one key more. Of all only one is a stop of Tab. */
export function TableHead({ model, columns, store }: TableHeadProps) {
  const head = useRef<HTMLTableRowElement>(null)
  const [stop, setStop] = useState<TableColumn>('symbol')
  const headers = model.getFlatHeaders()

  const setWidth = (id: TableColumn, px: number) => {
    const others = store.getState().widths.filter(({ column }) => column !== id)
    store.setState({ widths: [...others, ...toWidth(id, px)] })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0 || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (event.altKey && event.shiftKey) {
      const moved = movedColumn(store.getState().columns, stop, by)
      // The head moves with its focus.
      flushSync(() => store.setState({ columns: moved }))
      focusHead(head.current, stop)
    } else if (event.altKey) {
      const width = headOf(head.current, stop)?.closest('th')?.clientWidth ?? 0
      setWidth(stop, width + by * WIDTH_STEP_PX)
    } else {
      const next = columns[columns.indexOf(stop) + by]
      if (next !== undefined) focusHead(head.current, next)
    }
  }
  // A drag begins at the width that is seen, which may be more than the column asks for.
  const onGrab = (header: ColumnHeader, column: TableColumn, event: { currentTarget: Element }) => {
    const seen = event.currentTarget.closest('th')?.clientWidth
    if (seen !== undefined) flushSync(() => setWidth(column, seen))
    header.getResizeHandler()(event)
  }

  return (
    <thead>
      <tr ref={head} aria-rowindex={1} onKeyDown={onKeyDown}>
        {columns.map((column, index) => {
          const header = headers.find(({ id }) => id === column)
          const { head: words, words: name, isText, isFirst } = COLUMN_FACES[column]
          const sorted = header?.column.getIsSorted() ?? false
          const classes = [
            isText === true ? '' : 'num',
            isFirst === true ? 'group' : '',
            `at-${column}`,
          ]
          return (
            <th
              key={column}
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
                    tabIndex={column === stop ? 0 : -1}
                    aria-label={name}
                    aria-disabled={header?.column.getCanSort() !== true}
                    onFocus={() => setStop(column)}
                    onClick={(event) => header?.column.getToggleSortingHandler()?.(event)}
                  >
                    {words}
                    {sorted !== false && (
                      <SortMark
                        direction={sorted}
                        place={header?.column.getSortIndex() ?? 0}
                        isOneOfMany={store.getState().sort.length > 1}
                      />
                    )}
                  </button>
                </HeadTip>
              )}
              {header !== undefined && header.column.getCanResize() && (
                <span
                  className="grip"
                  aria-hidden="true"
                  onMouseDown={(event) => onGrab(header, column, event)}
                  onTouchStart={(event) => onGrab(header, column, event)}
                />
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const

interface SortMarkProps {
  direction: 'asc' | 'desc'
  place: number
  isOneOfMany: boolean
}

function SortMark({ direction, place, isOneOfMany }: SortMarkProps) {
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp
  return (
    <>
      <Arrow size={11} aria-hidden="true" />
      {isOneOfMany && <sup>{place + 1}</sup>}
    </>
  )
}

function headOf(head: HTMLElement | null, column: TableColumn): HTMLElement | null {
  return head?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? null
}

function focusHead(head: HTMLElement | null, column: TableColumn): void {
  headOf(head, column)?.focus()
}
