import { roundedDecimal, unscaledDecimal } from './decimal'
import type { TickTime } from './lake-time'
import type { LakeTable } from './partition'
import {
  decimalColumn,
  doubleColumn,
  optionalDecimalColumn,
  parquetFile,
  textColumn,
  tickTimeColumn,
  type WrittenColumn,
} from './parquet-file'

const FIRST_CAPACITY = 16

/** The columns of a table that hold numbers, in the order of the C# program. */
interface TableColumns {
  /** Decimals, or all of them doubles when a decimal does not hold one to the last bit. */
  readonly exact: readonly string[]
  /** Rounded to what a decimal holds; null when there is none. */
  readonly rounded: readonly string[]
  /** Null when there is none, or when a decimal does not hold it. */
  readonly optional: readonly string[]
  /** Text of each row. */
  readonly text: readonly string[]
}

const TABLES: Readonly<Record<LakeTable, TableColumns>> = {
  spreads: {
    exact: ['BestBid', 'BestAsk'],
    rounded: ['SpreadPercentage'],
    optional: ['MinVolume', 'MaxVolume'],
    text: [],
  },
  trades: { exact: ['Price', 'Quantity'], rounded: [], optional: [], text: ['Side'] },
}

export interface RowsOf {
  readonly table: LakeTable
  readonly exchange: string
  readonly symbol: string
}

/** Rows of one exchange and symbol on their way into a file; its columns grow with them. */
export class RecordedRows {
  readonly of: RowsOf
  readonly #columns: TableColumns
  #length = 0
  #wholeMs = new Float64Array(FIRST_CAPACITY)
  #ticks = new Uint16Array(FIRST_CAPACITY)
  /** By column, in the order of `TableColumns`; NaN: there is none. */
  #numbers: Float64Array[]
  readonly #text: string[] = []

  constructor(of: RowsOf) {
    this.of = of
    this.#columns = TABLES[of.table]
    const { exact, rounded, optional } = this.#columns
    const count = exact.length + rounded.length + optional.length
    this.#numbers = Array.from({ length: count }, () => new Float64Array(FIRST_CAPACITY))
  }

  get length(): number {
    return this.#length
  }

  /** Of the first row. @throws RangeError without rows */
  get firstTime(): TickTime {
    if (this.#length === 0) throw new RangeError('no rows')
    return this.#timeOf(0)
  }

  /** `numbers` in the order of the columns, NaN for none; `text` for tables that have one. */
  add(wholeMs: number, ticks: number, numbers: readonly number[], text = ''): void {
    const row = this.#length++
    if (row === this.#wholeMs.length) this.#grow()
    this.#wholeMs[row] = wholeMs
    this.#ticks[row] = ticks
    for (const [at, column] of this.#numbers.entries()) column[row] = numbers[at]!
    if (this.#columns.text.length > 0) this.#text.push(text)
  }

  /** A row as it was added. */
  rowAt(row: number): TickTime & { numbers: number[]; text: string } {
    const numbers = this.#numbers.map((column) => column[row]!)
    return { ...this.#timeOf(row), numbers, text: this.#text[row] ?? '' }
  }

  /** The Parquet file with these rows, of which there is at least one. */
  file(): Uint8Array {
    const { exact, rounded, optional, text } = this.#columns
    const numbers = this.#numbers.map((column) => column.subarray(0, this.#length))
    const more = numbers.slice(exact.length)
    return parquetFile([
      tickTimeColumn('Timestamp', this.#length, (row) => this.#timeOf(row)),
      ...exactColumns(exact, numbers),
      ...rounded.map((name, at) =>
        optionalDecimalColumn(name, Array.from(more[at]!, roundedDecimal)),
      ),
      ...optional.map((name, at) =>
        optionalDecimalColumn(name, Array.from(more[rounded.length + at]!, unscaledDecimal)),
      ),
      ...text.map((name) => textColumn(name, this.#text)),
      textColumn('Exchange', Array<string>(this.#length).fill(this.of.exchange)),
      textColumn('Symbol', Array<string>(this.#length).fill(this.of.symbol)),
    ])
  }

  #timeOf(row: number): TickTime {
    return { wholeMs: this.#wholeMs[row]!, ticks: this.#ticks[row]! }
  }

  #grow(): void {
    const capacity = this.#wholeMs.length * 2
    this.#wholeMs = grown(this.#wholeMs, new Float64Array(capacity))
    this.#ticks = grown(this.#ticks, new Uint16Array(capacity))
    this.#numbers = this.#numbers.map((column) => grown(column, new Float64Array(capacity)))
  }
}

function exactColumns(names: readonly string[], numbers: readonly Float64Array[]): WrittenColumn[] {
  const decimals: WrittenColumn[] = []
  for (const [at, name] of names.entries()) {
    const unscaled: bigint[] = []
    for (const value of numbers[at]!) {
      const decimal = unscaledDecimal(value)
      if (decimal === undefined)
        return names.map((each, index) => doubleColumn(each, numbers[index]!))
      unscaled.push(decimal)
    }
    decimals.push(decimalColumn(name, unscaled))
  }
  return decimals
}

function grown<T extends Float64Array | Uint16Array>(from: T, to: T): T {
  to.set(from)
  return to
}
