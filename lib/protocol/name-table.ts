/** Mean bytes kept for a pair of names; when the sum is used up the table is full. */
const BYTES_PER_ENTRY = 32

const HASH_FACTOR = 0x01000193

/** Of a record: lengths of both names (0: the place is empty), hash, start in the names, value. */
const RECORD = 4
const LENGTHS = 0
const HASH = 1
const START = 2
const VALUE = 3
const EMPTY = 0
const LENGTH_BITS = 8

/** Where the names are among the bytes, ends exclusive, and what `hashByte` makes of each. */
export interface NamesInBytes {
  readonly exchangeStart: number
  readonly exchangeEnd: number
  readonly exchangeHash: number
  readonly symbolStart: number
  readonly symbolEnd: number
  readonly symbolHash: number
}

/** A name's hash with one more byte; it begins with 0. Made while the name is read anyway. */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, HASH_FACTOR)
}

/**
 * Finds what an exchange and a symbol stand for from the bytes of their names, without making
 * strings of them: an open hash table. Bounded: when it is full it is emptied, counted, and filled
 * anew from what still arrives.
 */
export class NameTable<T> {
  readonly #create: (exchange: string, symbol: string) => T | undefined
  readonly #capacity: number
  readonly #mask: number
  /** A record for each place of the hash table, together in memory as they are read together. */
  readonly #records: Int32Array
  readonly #names: Uint8Array
  #namesEnd = 0
  #values: T[] = []
  #clears = 0

  /** `create` is asked for names not in the table; its undefined (no such thing) is not kept. */
  constructor(capacity: number, create: (exchange: string, symbol: string) => T | undefined) {
    this.#create = create
    this.#capacity = capacity
    const places = 2 ** Math.ceil(Math.log2(capacity * 2))
    this.#mask = places - 1
    this.#records = new Int32Array(places * RECORD)
    this.#names = new Uint8Array(capacity * BYTES_PER_ENTRY)
  }

  get size(): number {
    return this.#values.length
  }

  /** How often the table was full and began anew. */
  get clears(): number {
    return this.#clears
  }

  /** The names are ASCII, of at least one and less than 256 bytes. */
  get(bytes: Uint8Array, names: NamesInBytes): T | undefined {
    const { exchangeStart, exchangeEnd, symbolStart, symbolEnd } = names
    const mixed = Math.imul(names.exchangeHash, HASH_FACTOR) ^ names.symbolHash
    const hash = mixed ^ (mixed >>> 15)
    const lengths = ((exchangeEnd - exchangeStart) << LENGTH_BITS) | (symbolEnd - symbolStart)
    const records = this.#records
    let at = (hash & this.#mask) * RECORD
    for (let held; (held = records[at + LENGTHS]!) !== EMPTY; at = this.#next(at)) {
      if (held !== lengths || records[at + HASH] !== hash) continue
      const start = records[at + START]!
      if (!this.#isAt(start, bytes, exchangeStart, exchangeEnd)) continue
      if (!this.#isAt(start + exchangeEnd - exchangeStart, bytes, symbolStart, symbolEnd)) continue
      return this.#values[records[at + VALUE]!]
    }
    const exchange = text(bytes, exchangeStart, exchangeEnd)
    const symbol = text(bytes, symbolStart, symbolEnd)
    const value = this.#create(exchange, symbol)
    if (value !== undefined) this.#add(value, exchange + symbol, hash, lengths)
    return value
  }

  clear(): void {
    this.#records.fill(EMPTY)
    this.#namesEnd = 0
    this.#values = []
    this.#clears++
  }

  #isAt(start: number, bytes: Uint8Array, from: number, to: number): boolean {
    for (let at = from, own = start; at < to; at++, own++) {
      if (this.#names[own] !== bytes[at]) return false
    }
    return true
  }

  #add(value: T, names: string, hash: number, lengths: number): void {
    const { length } = names
    if (length > this.#names.length) return
    const isFull = this.#values.length === this.#capacity
    if (isFull || this.#namesEnd + length > this.#names.length) this.clear()
    let at = (hash & this.#mask) * RECORD
    while (this.#records[at + LENGTHS] !== EMPTY) at = this.#next(at)
    this.#records[at + LENGTHS] = lengths
    this.#records[at + HASH] = hash
    this.#records[at + START] = this.#namesEnd
    this.#records[at + VALUE] = this.#values.length
    new TextEncoder().encodeInto(names, this.#names.subarray(this.#namesEnd))
    this.#namesEnd += length
    this.#values.push(value)
  }

  #next(at: number): number {
    return (at + RECORD) & (this.#records.length - 1)
  }
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end))
}
