import { memo, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { HeadCell } from './head-cell'
import { HeadMenu } from './head-menu'
import { movedColumn } from './moved-column'
import { isChoice, type TableColumn } from './screener-columns'
import type { ScreenerViewStore } from './screener-view'
import { toWidth, useColumnModel, type ColumnHeader } from './use-column-model'
import { useHeadDrag, type HeadDrag } from './use-head-drag'

/** By key, CSS pixels. */
const WIDTH_STEP_PX = 8

interface TableHeadProps {
  columns: readonly TableColumn[]
  store: ScreenerViewStore
}

/**
 * The heads: each sorts, with Shift as one key more. Of all only one is a stop of Tab. Rendered when
 * the view changes, not with each answer.
 */
export const TableHead = memo(function TableHead({ columns, store }: TableHeadProps) {
  const head = useRef<HTMLTableRowElement>(null)
  const [stop, setStop] = useState<TableColumn>('symbol')
  const model = useColumnModel(store)
  const headers = new Map(model.getFlatHeaders().map((header) => [header.id, header]))
  const { drag, onPointerDown, isDropping } = useHeadDrag(head, store)
  const { sort, columns: chosen } = store.getState()

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
      <HeadMenu store={store} columns={columns}>
        <tr ref={head} aria-rowindex={1} onKeyDown={onKeyDown}>
          {columns.map((column, index) => {
            const header = headers.get(column)
            return (
              <HeadCell
                key={column}
                {...{ column, index, header }}
                isStop={column === stop}
                isOneOfMany={sort.length > 1}
                isDragged={drag?.column === column}
                drop={
                  isChoice(column) ? dropAt(drag, chosen.indexOf(column), chosen.length) : undefined
                }
                onFocus={() => setStop(column)}
                onPointerDown={(event) => onPointerDown(column, event)}
                onSort={(event) => {
                  if (!isDropping()) header?.column.getToggleSortingHandler()?.(event)
                }}
                onGrab={(event) => header !== undefined && onGrab(header, column, event)}
              />
            )
          })}
        </tr>
      </HeadMenu>
    </thead>
  )
})

/** On which side of the column at `place` of `count` the held head would fall. */
function dropAt(
  drag: HeadDrag | undefined,
  place: number,
  count: number,
): 'before' | 'behind' | undefined {
  if (drag?.gap === place) return 'before'
  return drag?.gap === count && place === count - 1 ? 'behind' : undefined
}

function headOf(head: HTMLElement | null, column: TableColumn): HTMLElement | null {
  return head?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? null
}

function focusHead(head: HTMLElement | null, column: TableColumn): void {
  headOf(head, column)?.focus()
}
