/** Mean bytes kept for a pair of names; when the sum is used up the table is full. */
const BYTES_PER_ENTRY = 32

/**
 * Finds what an exchange and a symbol stand for from the bytes of their names, without making
 * strings of them: an open hash table. Bounded: when it is full it is emptied, counted, and filled
 * anew from what still arrives.
 */
export class NameTable<T> {
  readonly #create: (exchange: string, symbol: string) => T | undefined
  readonly #capacity: number
  readonly #mask: number
  /** Per place of the hash table: entry + 1, or 0. */
  readonly #entryAt: Int32Array
  /** Per entry: hash, start in `#names`, lengths of both names. */
  readonly #hash: Int32Array
  readonly #start: Int32Array
  readonly #exchangeLength: Int32Array
  readonly #symbolLength: Int32Array
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
    this.#entryAt = new Int32Array(places)
    this.#hash = new Int32Array(capacity)
    this.#start = new Int32Array(capacity)
    this.#exchangeLength = new Int32Array(capacity)
    this.#symbolLength = new Int32Array(capacity)
    this.#names = new Uint8Array(capacity * BYTES_PER_ENTRY)
  }

  get size(): number {
    return this.#values.length
  }

  /** How often the table was full and began anew. */
  get clears(): number {
    return this.#clears
  }

  /** The names are ASCII; ends are exclusive. */
  get(
    bytes: Uint8Array,
    exchangeStart: number,
    exchangeEnd: number,
    symbolStart: number,
    symbolEnd: number,
  ): T | undefined {
    let hash = 0
    for (let at = exchangeStart; at < exchangeEnd; at++)
      hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
    for (let at = symbolStart; at < symbolEnd; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
    hash ^= hash >>> 15
    const exchangeLength = exchangeEnd - exchangeStart
    const symbolLength = symbolEnd - symbolStart
    let place = hash & this.#mask
    for (let entry; (entry = this.#entryAt[place]! - 1) >= 0; place = (place + 1) & this.#mask) {
      if (this.#hash[entry] !== hash) continue
      if (this.#exchangeLength[entry] !== exchangeLength) continue
      if (this.#symbolLength[entry] !== symbolLength) continue
      const start = this.#start[entry]!
      if (!this.#isAt(start, bytes, exchangeStart, exchangeEnd)) continue
      if (!this.#isAt(start + exchangeLength, bytes, symbolStart, symbolEnd)) continue
      return this.#values[entry]
    }
    const exchange = text(bytes, exchangeStart, exchangeEnd)
    const symbol = text(bytes, symbolStart, symbolEnd)
    const value = this.#create(exchange, symbol)
    if (value !== undefined) this.#add(value, hash, exchange, symbol)
    return value
  }

  clear(): void {
    this.#entryAt.fill(0)
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

  #add(value: T, hash: number, exchange: string, symbol: string): void {
    const length = exchange.length + symbol.length
    if (length > this.#names.length) return
    const isFull = this.#values.length === this.#capacity
    if (isFull || this.#namesEnd + length > this.#names.length) this.clear()
    const entry = this.#values.length
    this.#hash[entry] = hash
    this.#start[entry] = this.#namesEnd
    this.#exchangeLength[entry] = exchange.length
    this.#symbolLength[entry] = symbol.length
    new TextEncoder().encodeInto(exchange + symbol, this.#names.subarray(this.#namesEnd))
    this.#namesEnd += length
    this.#values.push(value)
    let place = hash & this.#mask
    while (this.#entryAt[place] !== 0) place = (place + 1) & this.#mask
    this.#entryAt[place] = entry + 1
  }
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end))
}
