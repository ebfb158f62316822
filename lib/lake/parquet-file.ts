import type { DecodedArray, SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import {
  DECIMAL_BYTES,
  DECIMAL_PRECISION,
  DECIMAL_SCALE,
  putDecimal,
  unscaledDecimal,
} from './decimal'
import { putInt96, tickTime, type TickTime } from './lake-time'

const INT96_BYTES = 12
const CREATED_BY = 'Spreadscope'
const DECIMAL = {
  converted_type: 'DECIMAL',
  precision: DECIMAL_PRECISION,
  scale: DECIMAL_SCALE,
} as const

/** A column on its way into a file. */
export interface WrittenColumn {
  readonly data: DecodedArray
  /** What it is written as, and what it is called in the footer where that is another thing. */
  readonly element: SchemaElement
  readonly footer?: Partial<SchemaElement>
  readonly encoding?: 'PLAIN'
}

/** Epoch milliseconds as INT96, to the 100 ns that the C# program has. */
export function timeColumn(name: string, timesMs: Float64Array): WrittenColumn {
  return tickTimeColumn(name, timesMs.length, (row) => tickTime(timesMs[row]!))
}

/** Times as INT96, each as it is. */
export function tickTimeColumn(
  name: string,
  rows: number,
  timeOf: (row: number) => TickTime,
): WrittenColumn {
  const put = (view: DataView, at: number, row: number) => putInt96(view, at, timeOf(row))
  return fixedColumn(name, rows, INT96_BYTES, { type: 'INT96' }, put)
}

/**
 * Numbers as decimal(28,10), as the C# program writes them. One number that such a decimal does not
 * hold to the last bit makes the column a DOUBLE instead, as in older files of the lake.
 */
export function numberColumn(name: string, values: Float64Array): WrittenColumn {
  const unscaled: bigint[] = []
  for (const value of values) {
    const decimal = unscaledDecimal(value)
    if (decimal === undefined) return doubleColumn(name, values)
    unscaled.push(decimal)
  }
  return decimalColumn(name, unscaled)
}

/** Unscaled integers of decimal(28,10). */
export function decimalColumn(name: string, unscaled: readonly bigint[]): WrittenColumn {
  return fixedColumn(name, unscaled.length, DECIMAL_BYTES, DECIMAL, (view, at, row) =>
    putDecimal(view, at, unscaled[row]!),
  )
}

/** The same where some may not be known. */
export function optionalDecimalColumn(
  name: string,
  unscaled: readonly (bigint | undefined)[],
): WrittenColumn {
  const { data, element, ...rest } = decimalColumn(
    name,
    unscaled.map((value) => value ?? 0n),
  )
  const known = Array.from(data, (bytes, row) => (unscaled[row] === undefined ? null : bytes))
  return { ...rest, data: known, element: { ...element, repetition_type: 'OPTIONAL' } }
}

export function doubleColumn(name: string, data: Float64Array): WrittenColumn {
  const element = { name, type: 'DOUBLE', repetition_type: 'REQUIRED' } as const
  return { data, element, encoding: 'PLAIN' }
}

/** Optional UTF-8, as the C# program writes every string. */
export function textColumn(name: string, data: string[]): WrittenColumn {
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
  return { data, element: { name, repetition_type: 'OPTIONAL', ...text } }
}

/** One Parquet file: Snappy, one row group. All columns have the same number of rows, at least 1. */
export function parquetFile(columns: readonly WrittenColumn[]): Uint8Array {
  const elements = columns.map(({ element }) => ({ ...element }))
  const writer = new ByteWriter()
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...elements],
    codec: 'SNAPPY',
    statistics: false,
    createdBy: CREATED_BY,
  })
  const columnData = columns.map(({ data, element, encoding }) => ({
    ...{ name: element.name, data },
    ...(encoding === undefined ? {} : { encoding }),
  }))
  void file.write({ columnData, rowGroupSize: columns[0]!.data.length })
  // The writer knows neither INT96 nor decimals that are bytes already: to it they were fixed
  // byte arrays, which is what they are in the pages; their names stand in the footer alone.
  for (const [at, { footer }] of columns.entries()) {
    Object.assign(elements[at]!, footer)
    if (footer?.type === undefined) continue
    delete elements[at]!.type_length
    file.row_groups[0]!.columns[at]!.meta_data!.type = footer.type
  }
  void file.finish()
  return writer.getBytes()
}

function fixedColumn(
  name: string,
  rows: number,
  bytes: number,
  footer: Partial<SchemaElement>,
  put: (view: DataView, at: number, row: number) => void,
): WrittenColumn {
  const all = new Uint8Array(rows * bytes)
  const view = new DataView(all.buffer)
  const data: Uint8Array[] = []
  for (let row = 0; row < rows; row++) {
    put(view, row * bytes, row)
    data.push(all.subarray(row * bytes, (row + 1) * bytes))
  }
  const type = { type: 'FIXED_LEN_BYTE_ARRAY', type_length: bytes } as const
  const element = { name, repetition_type: 'REQUIRED', ...type } as const
  return { data, element, footer, encoding: 'PLAIN' }
}
