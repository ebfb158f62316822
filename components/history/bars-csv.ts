import type { ChartItem } from '../chart/chart-item'
import { csvText } from '../export/csv'
import { VALUE_COLUMNS } from '../stream/bar-table'

/** Bars as CSV with times in UTC; places without points are left out. */
export function barsCsv(
  items: readonly ChartItem[],
  firstOf: (time: number) => number | undefined,
): string {
  const bars = items.filter(({ kind }) => kind === 'bar')
  const rows = bars.map((item) => [
    new Date(item.time * 1_000).toISOString(),
    firstOf(item.time),
    ...VALUE_COLUMNS.map((name) => item[name]),
  ])
  return csvText(['time', 'first', ...VALUE_COLUMNS], rows)
}
