import type { BarTable, ValueColumn } from '../stream/bar-table'

/** The values of one bar. */
export type BarRow = Record<ValueColumn, number>

export function rowOf({ columns }: BarTable, row: number): BarRow {
  return makeRow((name) => columns[name][row]!)
}

export function makeRow(value: (name: ValueColumn) => number): BarRow {
  return {
    ...{ last: value('last'), low: value('low'), high: value('high') },
    ...{ upper: value('upper'), lower: value('lower'), count: value('count') },
    ...{ bid1: value('bid1'), ask1: value('ask1'), bid2: value('bid2'), ask2: value('ask2') },
  }
}

/** Puts a bar into the table; one of the same time is replaced. */
export function putRow(bars: BarTable, time: number, row: BarRow): void {
  const column = (name: ValueColumn) => [row[name]]
  bars.put(
    {
      time: [time],
      ...{ last: column('last'), low: column('low'), high: column('high') },
      ...{ upper: column('upper'), lower: column('lower'), count: column('count') },
      ...{ bid1: column('bid1'), ask1: column('ask1'), bid2: column('bid2'), ask2: column('ask2') },
    },
    0,
  )
}

/** The row of `time`; undefined: there is none. Nearly always the last one. */
export function rowAt(bars: BarTable, time: number): number | undefined {
  let row = bars.length - 1
  while (row >= 0 && bars.time[row]! > time) row--
  return row >= 0 && bars.time[row] === time ? row : undefined
}

/** Two bars of one place, in time order, as one. */
export function mergedRow(earlier: BarRow, later: BarRow): BarRow {
  const low = Math.min(earlier.low, later.low)
  const high = Math.max(earlier.high, later.high)
  return { ...later, low, high, count: earlier.count + later.count }
}
