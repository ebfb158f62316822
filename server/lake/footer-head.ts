/**
 * The beginning of a Parquet footer, which is a struct of Thrift's compact protocol: 1 version, 2 schema,
 * 3 number of rows. Reading all of one with hyparquet takes 80 us, of which thousands of files make a
 * wait; this takes 3, and files of one writer have one and the same schema, byte by byte.
 */
export interface FooterHead {
  readonly rows: number
  /** The bytes of the schema as a text: another one for another schema. */
  readonly schema: string
}

const SCHEMA_FIELD = 2
const ROWS_FIELD = 3
/** Types of the compact protocol. */
const STOP = 0
const BOOLEANS = [1, 2]
const BYTE = 3
const [I16, I32, I64] = [4, 5, 6]
const DOUBLE = 7
const BINARY = 8
const [LIST, SET] = [9, 10]
const STRUCT = 12
const DOUBLE_BYTES = 8
const LONG_LIST = 15
/** A schema is two deep, with its logical types four. */
const MAX_DEPTH = 16

/** Of the footer that begins at `start`; undefined: it is not to be read this way. */
export function readFooterHead(bytes: Buffer, start: number): FooterHead | undefined {
  try {
    const cursor = new Cursor(bytes, start)
    let schema: string | undefined
    for (let field = cursor.field(0); field.type !== STOP; field = cursor.field(field.id)) {
      if (field.id === ROWS_FIELD && field.type === I64 && schema !== undefined) {
        return { rows: cursor.zigzag(), schema }
      }
      const from = cursor.at
      cursor.skip(field.type, 0)
      if (field.id === SCHEMA_FIELD) schema = bytes.toString('latin1', from, cursor.at)
    }
    return undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

class Cursor {
  at: number
  readonly #bytes: Buffer

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  /** The header of a field that follows the field `before`. */
  field(before: number): { id: number; type: number } {
    const byte = this.#byte()
    const type = byte & 15
    if (type === STOP) return { id: 0, type }
    const step = byte >> 4
    return { id: step === 0 ? this.zigzag() : before + step, type }
  }

  zigzag(): number {
    const value = this.#varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** @throws RangeError beyond the end, and for what has no place in a footer */
  skip(type: number, depth: number): void {
    if (depth > MAX_DEPTH) throw new RangeError('nested too deeply')
    if (type === STRUCT) {
      for (let field = this.field(0); field.type !== STOP; field = this.field(field.id)) {
        this.skip(field.type, depth + 1)
      }
    } else if (type === LIST || type === SET) this.#skipList(depth)
    else if (type === BINARY) this.#move(this.#varint())
    else if (type === I16 || type === I32 || type === I64) this.#varint()
    else if (type === BYTE) this.#move(1)
    else if (type === DOUBLE) this.#move(DOUBLE_BYTES)
    else if (!BOOLEANS.includes(type)) throw new RangeError(`type ${type}`)
  }

  #skipList(depth: number): void {
    const byte = this.#byte()
    const type = byte & 15
    const size = byte >> 4 === LONG_LIST ? this.#varint() : byte >> 4
    for (let item = 0; item < size; item++) {
      // In a list, other than in a field's header, a boolean has a byte of its own.
      if (BOOLEANS.includes(type)) this.#move(1)
      else this.skip(type, depth + 1)
    }
  }

  #varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte()
      value += (byte & 127) * factor
      if (byte < 128) break
    }
    if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number too large')
    return value
  }

  #byte(): number {
    const byte = this.#bytes[this.at]
    if (byte === undefined) throw new RangeError('cut off')
    this.at++
    return byte
  }

  #move(bytes: number): void {
    this.at += bytes
    if (this.at > this.#bytes.length) throw new RangeError('cut off')
  }
}
