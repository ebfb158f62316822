import type { ChartItem } from '../chart/chart-item'

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
export function csvText(
  items: readonly ChartItem[],
  firstOf: (time: number) => number | undefined,
): string {
  const lines = items
    .filter(({ kind }) => kind === 'bar')
    .map((item) => {
      const figures = COLUMNS.map((name) => (Number.isNaN(item[name]) ? '' : String(item[name])))
      const first = firstOf(item.time)
      return [new Date(item.time * 1_000).toISOString(), first ?? '', ...figures].join(',')
    })
  return `${[['time', 'first', ...COLUMNS].join(','), ...lines].join('\r\n')}\r\n`
}

/** Hands a file to the person. */
export function saveFile(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
