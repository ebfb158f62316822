'use client'

import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
  type SortingState,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { SORT_COLUMNS } from '@/lib/protocol/screener-columns'
import {
  CHOICE_COLUMNS,
  COLUMN_FACES,
  FIXED_COLUMNS,
  isFigure,
  isTwoSided,
  MAX_WIDTH_PX,
  MIN_WIDTH_PX,
  type TableColumn,
} from './screener-columns'
import type { ScreenerRow } from './screener-row'
import {
  DEFAULT_VIEW,
  MAX_SORT_KEYS,
  type ColumnWidth,
  type ScreenerViewStore,
  type SortKey,
} from './screener-view'

const features = tableFeatures({
  ...{ columnOrderingFeature, columnVisibilityFeature },
  ...{ columnSizingFeature, columnResizingFeature, rowSortingFeature },
})
export type ColumnModel = ReactTable<typeof features, ScreenerRow>
export type ColumnHeader = ReturnType<ColumnModel['getFlatHeaders']>[number]

const ALL_COLUMNS: readonly TableColumn[] = [...FIXED_COLUMNS, ...CHOICE_COLUMNS]
const DEFINITIONS = ALL_COLUMNS.map((id): ColumnDef<typeof features, ScreenerRow> => ({
  id,
  accessorFn: (row) => (isFigure(id) ? row.figures[id] : row.symbol),
  size: COLUMN_FACES[id].widthPx,
  minSize: MIN_WIDTH_PX,
  maxSize: MAX_WIDTH_PX,
  enableSorting: id !== 'mark' && id !== 'spark',
  enableResizing: id !== 'mark',
  sortDescFirst: id !== 'symbol' && id !== 'legs',
}))
/** The server sorts, and rows are drawn where they are scrolled to: the table holds none. */
const NO_ROWS: ScreenerRow[] = []

/** Which columns there are, in which order, how wide and sorted by what, as the view says. */
export function useColumnModel(store: ScreenerViewStore): ColumnModel {
  const columns = useStore(store, (view) => view.columns)
  const widths = useStore(store, (view) => view.widths)
  const sort = useStore(store, (view) => view.sort)
  const state = useMemo(
    () => ({
      columnOrder: [...FIXED_COLUMNS, ...columns],
      columnVisibility: Object.fromEntries(
        CHOICE_COLUMNS.map((column) => [column, columns.includes(column)]),
      ),
      columnSizing: Object.fromEntries(widths.map(({ column, px }) => [column, px])),
      sorting: sort.map(toSorting),
    }),
    [columns, widths, sort],
  )
  return useTable({
    features,
    columns: DEFINITIONS,
    data: NO_ROWS,
    state,
    manualSorting: true,
    maxMultiSortColCount: MAX_SORT_KEYS,
    isMultiSortEvent: (event) => isWithShift(event),
    columnResizeMode: 'onChange',
    onSortingChange: (update) => {
      const next = functionalUpdate(update, state.sorting).flatMap((key) => toSortKey(key, sort))
      store.setState({ sort: next.length === 0 ? DEFAULT_VIEW.sort : next })
    },
    onColumnSizingChange: (update) => {
      const next = Object.entries(functionalUpdate(update, state.columnSizing))
      store.setState({ widths: next.flatMap(([id, px]) => toWidth(id, px)) })
    },
  })
}

/** The sort key of a column, as it was `before` or usually is; legs stand by their first exchange. */
function toSortKey({ id, desc }: SortingState[number], before: readonly SortKey[]): SortKey[] {
  const column = SORT_COLUMNS.find((name) => name === (id === 'legs' ? 'exchange1' : id))
  if (column === undefined) return []
  const known = before.find((key) => key.column === column)
  const absolute = known?.absolute ?? isTwoSided(column)
  return [{ column, direction: desc ? 'desc' : 'asc', absolute }]
}

function toSorting({ column, direction }: SortKey): SortingState[number] {
  const id = column === 'exchange1' || column === 'exchange2' ? 'legs' : column
  return { id, desc: direction === 'desc' }
}

/** A width within its bounds. */
export function toWidth(id: string, px: number): ColumnWidth[] {
  const column = ALL_COLUMNS.find((name) => name === id)
  if (column === undefined || column === 'mark') return []
  return [{ column, px: Math.round(Math.min(MAX_WIDTH_PX, Math.max(MIN_WIDTH_PX, px))) }]
}

function isWithShift(event: unknown): boolean {
  return (
    typeof event === 'object' && event !== null && 'shiftKey' in event && event.shiftKey === true
  )
}
