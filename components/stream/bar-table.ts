import type { BarColumnsJson } from '@/lib/protocol/stream-line'

export const VALUE_COLUMNS = [
  'last', 'low', 'high', 'upper', 'lower', 'bid1', 'ask1', 'bid2', 'ask2', 'count',
] as const // prettier-ignore
export type ValueColumn = (typeof VALUE_COLUMNS)[number]

type Column = Float64Array<ArrayBuffer>

const FIRST_CAPACITY = 1_024

/** Bars as columns, ascending in time. Grows as needed; whoever fills it gives rows up. */
export class BarTable {
  length = 0
  /** Epoch seconds. */
  time: Column = new Float64Array(FIRST_CAPACITY)
  /** Missing values are NaN. */
  readonly columns: Record<ValueColumn, Column> = {
    last: new Float64Array(FIRST_CAPACITY),
    low: new Float64Array(FIRST_CAPACITY),
    high: new Float64Array(FIRST_CAPACITY),
    upper: new Float64Array(FIRST_CAPACITY),
    lower: new Float64Array(FIRST_CAPACITY),
    bid1: new Float64Array(FIRST_CAPACITY),
    ask1: new Float64Array(FIRST_CAPACITY),
    bid2: new Float64Array(FIRST_CAPACITY),
    ask2: new Float64Array(FIRST_CAPACITY),
    count: new Float64Array(FIRST_CAPACITY),
  }

  get newestTime(): number | undefined {
    return this.length > 0 ? this.time[this.length - 1] : undefined
  }

  /** Takes bar `at` of `source` in; one of the same time is replaced. */
  put(source: BarColumnsJson, at: number): void {
    const time = source.time[at]!
    const row = this.#rowOf(time)
    if (row === this.length || this.time[row] !== time) this.#insertRow(row)
    this.time[row] = time
    for (const name of VALUE_COLUMNS) this.columns[name][row] = source[name][at] ?? NaN
  }

  /** Gives up all rows before `time`. */
  dropBefore(time: number): void {
    let first = 0
    while (first < this.length && this.time[first]! < time) first++
    this.#move(first, 0)
    this.length -= first
  }

  /** The row of `time`, or where it belongs. Nearly always the last one or behind it. */
  #rowOf(time: number): number {
    let row = this.length
    while (row > 0 && this.time[row - 1]! >= time) row--
    return row
  }

  #insertRow(row: number): void {
    if (this.length === this.time.length) this.#grow()
    this.#move(row, row + 1)
    this.length++
  }

  #move(from: number, to: number): void {
    if (from === this.length || from === to) return
    this.time.copyWithin(to, from, this.length)
    for (const name of VALUE_COLUMNS) this.columns[name].copyWithin(to, from, this.length)
  }

  #grow(): void {
    const capacity = this.time.length * 2
    this.time = grown(this.time, capacity)
    for (const name of VALUE_COLUMNS) this.columns[name] = grown(this.columns[name], capacity)
  }
}

function grown(column: Column, capacity: number): Column {
  const larger = new Float64Array(capacity)
  larger.set(column)
  return larger
}
