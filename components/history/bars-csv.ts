import type { ChartItem } from '../chart/chart-item'
import { csvText } from '../export/csv'

const COLUMNS = [
  'last',
  'low',
  'high',
  'upper',
  'lower',
  'bid1',
  'ask1',
  'bid2',
  'ask2',
  'count',
] as const

/** Bars as CSV with times in UTC; places without points are left out. */
export function barsCsv(
  items: readonly ChartItem[],
  firstOf: (time: number) => number | undefined,
): string {
  const bars = items.filter(({ kind }) => kind === 'bar')
  const rows = bars.map((item) => [
    new Date(item.time * 1_000).toISOString(),
    firstOf(item.time),
    ...COLUMNS.map((name) => item[name]),
  ])
  return csvText(['time', 'first', ...COLUMNS], rows)
}
