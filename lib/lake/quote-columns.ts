import type { SchemaElement } from 'hyparquet'

/** What a price has to go through on its way to a float64. */
export type PriceKind = 'number' | 'decimal' | 'text'

export interface PriceColumn {
  /** As the file spells it. */
  readonly name: string
  readonly kind: PriceKind
  /**
   * Of a decimal: up to here its units and its scale are float64 themselves, so that their quotient is
   * the nearest one to what is written.
   */
  readonly exactBelow?: number
}

/** Where the quotes of a file are. */
export interface QuoteColumns {
  readonly time: string
  readonly bid: PriceColumn
  readonly ask: PriceColumn
}

/** Of a decimal; polars decodes no longer ones. */
const MAX_DECIMAL_BYTES = 16
const MAX_DECIMAL_DIGITS = 38
/** Larger powers of ten, and numbers of units beyond this one, are no float64. */
const MAX_EXACT_SCALE = 22
const EXACT_UNITS = 2 ** 53

/**
 * Finds the three columns in the schema of a footer, in any order, also in camelCase or snake_case.
 * A text says why they cannot be read, and names the column.
 */
export function quoteColumns(schema: readonly SchemaElement[]): QuoteColumns | string {
  const columns = topColumns(schema)
  const time = findColumn(columns, 'Timestamp')
  if (typeof time === 'string') return time
  if (!isTime(time)) return unfit(time, 'a time')
  const bid = priceColumn(columns, 'BestBid')
  if (typeof bid === 'string') return bid
  const ask = priceColumn(columns, 'BestAsk')
  return typeof ask === 'string' ? ask : { time: time.name, bid, ask }
}

function priceColumn(columns: readonly SchemaElement[], name: string): PriceColumn | string {
  const found = findColumn(columns, name)
  if (typeof found === 'string') return found
  const kind = priceKind(found)
  if (kind === undefined) return unfit(found, 'a price')
  return { name: found.name, kind, ...(kind === 'decimal' && { exactBelow: exactBelow(found) }) }
}

function exactBelow({ scale, logical_type }: SchemaElement): number {
  const digits = scale ?? (logical_type?.type === 'DECIMAL' ? logical_type.scale : 0)
  return digits <= MAX_EXACT_SCALE ? EXACT_UNITS / 10 ** digits : 0
}

function priceKind(element: SchemaElement): PriceKind | undefined {
  const { type, logical_type: logical, converted_type: converted } = element
  if (element.repetition_type === 'REPEATED') return undefined
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    return isReadableDecimal(element) ? 'decimal' : undefined
  }
  if (type === 'DOUBLE' || type === 'FLOAT') return 'number'
  const meaning = logical?.type ?? converted
  if (type === 'INT32' || type === 'INT64') return isInteger(meaning) ? 'number' : undefined
  if (type !== 'BYTE_ARRAY') return undefined
  return meaning === undefined || meaning === 'UTF8' || meaning === 'STRING' ? 'text' : undefined
}

function isReadableDecimal({ type, type_length = 0, precision, logical_type }: SchemaElement) {
  const digits = precision ?? (logical_type?.type === 'DECIMAL' ? logical_type.precision : 0)
  const isLong = type === 'FIXED_LEN_BYTE_ARRAY' && type_length > MAX_DECIMAL_BYTES
  return !isLong && digits <= MAX_DECIMAL_DIGITS
}

function isInteger(meaning: string | undefined): boolean {
  return meaning === undefined || meaning === 'INTEGER' || /^U?INT_/.test(meaning)
}

function isTime({ type, converted_type, logical_type, ...rest }: SchemaElement): boolean {
  if (rest.repetition_type === 'REPEATED') return false
  if (type === 'INT96') return true
  const isTimestamp = logical_type?.type === 'TIMESTAMP' || converted_type?.startsWith('TIMESTAMP_')
  return type === 'INT64' && isTimestamp === true
}

function findColumn(columns: readonly SchemaElement[], name: string): SchemaElement | string {
  const exact = columns.find((column) => column.name === name)
  const wanted = name.toLowerCase()
  const loose = (column: SchemaElement) => column.name.replaceAll('_', '').toLowerCase() === wanted
  return exact ?? columns.find(loose) ?? `no column ${name}`
}

/** A schema is a tree written depth first; columns within groups are none of ours. */
function topColumns(schema: readonly SchemaElement[]): SchemaElement[] {
  const top: SchemaElement[] = []
  let at = 1
  while (at < schema.length) {
    top.push(schema[at]!)
    let inside = schema[at]!.num_children ?? 0
    for (at++; inside > 0 && at < schema.length; at++) {
      inside += (schema[at]!.num_children ?? 0) - 1
    }
  }
  return top
}

function unfit({ name, type, converted_type, logical_type, ...rest }: SchemaElement, as: string) {
  const meaning = logical_type?.type ?? converted_type
  const length = rest.type_length === undefined ? '' : `(${rest.type_length})`
  const digits = rest.precision === undefined ? '' : ` of ${rest.precision} digits`
  const kind = type === undefined ? 'a group' : `${type}${length}`
  const isList = rest.repetition_type === 'REPEATED' ? 'repeated ' : ''
  return `column ${name} is ${isList}${kind}${meaning ? ` ${meaning}` : ''}${digits}, not ${as}`
}
