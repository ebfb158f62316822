import { createKeptStore } from '../kept/kept-store'
import { DEFAULT_VIEW, keptColumnsSchema, type ScreenerView } from './screener-view'

export type ColumnChoice = Pick<ScreenerView, 'columns' | 'widths'>

/** The columns that this browser shows when an address names none. */
export const keptColumns = createKeptStore<ColumnChoice>('screener-columns', keptColumnsSchema, {
  columns: DEFAULT_VIEW.columns,
  widths: DEFAULT_VIEW.widths,
})
