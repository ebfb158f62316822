import { type RowsLayout, rowsLayout } from '../window/rows-layout'
import { WakeFlags } from '../window/wake-flags'
import type { MarketLimits } from './market-limits'
import { SERIES_COLUMNS, SERIES_COUNTS, SERIES_VALUES } from './series-layout'

/** The two page pools of the live market. */
export type PoolName = 'windows' | 'series'

/**
 * The fixed part of the memory that the ingest worker writes and everybody else reads. It can be
 * posted to a worker; the pages follow by `onSlab` as they come into use.
 */
export interface MarketMemory {
  readonly limits: MarketLimits
  readonly windows: SharedArrayBuffer
  readonly series: SharedArrayBuffer
  /** One wish to be woken for each pair slot. */
  readonly wakes: SharedArrayBuffer
}

/** Columns of a quote window. */
export const WINDOW_TIME_MS = 0
export const WINDOW_BID = 1
export const WINDOW_ASK = 2
const WINDOW_COLUMNS = 3

const WINDOW_ROWS_PER_PAGE = 128
const SERIES_ROWS_PER_PAGE = 64

/** @throws RangeError naming the numbers when a budget cannot hold a page for every slot */
export function createMarketMemory(limits: MarketLimits): MarketMemory {
  return {
    limits,
    windows: new SharedArrayBuffer(windowsLayout(limits).controlBytes),
    series: new SharedArrayBuffer(seriesLayout(limits).controlBytes),
    wakes: new SharedArrayBuffer(WakeFlags.bytesFor(limits.maxPairs)),
  }
}

export function windowsLayout(limits: MarketLimits): RowsLayout {
  return rowsLayout({
    budgetName: 'windowMemoryBytes',
    budgetBytes: limits.windowMemoryBytes,
    slots: limits.maxWindows,
    columns: WINDOW_COLUMNS,
    rowsPerPage: WINDOW_ROWS_PER_PAGE,
    maxRows: limits.maxPointsPerWindow,
    headValues: 0,
    headCounts: 0,
  })
}

export function seriesLayout(limits: MarketLimits): RowsLayout {
  return rowsLayout({
    budgetName: 'seriesMemoryBytes',
    budgetBytes: limits.seriesMemoryBytes,
    slots: limits.maxPairs,
    columns: SERIES_COLUMNS,
    rowsPerPage: SERIES_ROWS_PER_PAGE,
    maxRows: maxSeriesRows(limits),
    headValues: SERIES_VALUES,
    headCounts: SERIES_COUNTS,
  })
}

/** A row for each second of the window, the row in force where the window begins, and a new one. */
export function maxSeriesRows(limits: MarketLimits): number {
  return limits.windowSeconds + 2
}
