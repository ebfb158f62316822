import { plainTextEnd, scalarEnd, startsWith } from './json-bytes'
import { NOT_MINE, SpreadFields } from './spread-fields'
import { UsualSpread } from './usual-spread'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = 0x7b
const CLOSE = 0x7d
const LETTER_B = 0x42
const LETTER_E = 0x45
const LETTER_S = 0x53
const LETTER_T = 0x54

// Keys with what must follow them; a writer that puts a space there is not a usual one.
const MESSAGE_TYPE = ascii('MessageType":')
const PAYLOAD = ascii('Payload":')
const BEST_BID = ascii('BestBid":')
const BEST_ASK = ascii('BestAsk":')
const EXCHANGE = ascii('Exchange":')
const SYMBOL = ascii('Symbol":')
const TIMESTAMP = ascii('Timestamp":')

const SPREAD = ascii('"Spread"')

const SEEN_TYPE = 1
const SEEN_PAYLOAD = 2
const SEEN_BID = 4
const SEEN_ASK = 8
const SEEN_EXCHANGE = 16
const SEEN_SYMBOL = 32
const SEEN_TIME = 64
const SEEN_ALL = 127

/**
 * Reads the usual Spread frame straight from its bytes, making no string and no object of it.
 *
 * `scan` says whether it read the frame; the fields then hold what `parseAggregatorFrame` would
 * read, to the last bit. What is unusual is not read: white space, escapes, non-ASCII text, numbers
 * that need more than one rounding, nested values, repeated keys, other names, other types, and what
 * is no JSON. Whether the quote makes sense is not asked here.
 */
export class SpreadScanner {
  readonly fields = new SpreadFields()
  readonly #usual = new UsualSpread(this.fields)
  #seen = 0

  scan(bytes: Uint8Array): boolean {
    if (this.#usual.read(bytes)) return true
    this.#seen = 0
    return (
      bytes[0] === OPEN && this.#object(bytes, 0, false) === bytes.length && this.#seen === SEEN_ALL
    )
  }

  /** Like the methods below: the position behind what was read, or NOT_MINE. */
  #object(bytes: Uint8Array, start: number, isPayload: boolean): number {
    let at = start + 1
    for (;;) {
      if (bytes[at] !== QUOTE) return NOT_MINE
      at = isPayload ? this.#payloadField(bytes, at + 1) : this.#envelopeField(bytes, at + 1)
      if (at < 0) return NOT_MINE
      if (bytes[at] === CLOSE) return at + 1
      if (bytes[at] !== COMMA) return NOT_MINE
      at++
    }
  }

  #envelopeField(bytes: Uint8Array, key: number): number {
    if (startsWith(bytes, key, MESSAGE_TYPE)) {
      const at = key + MESSAGE_TYPE.length
      const isMine = this.#isFirst(SEEN_TYPE) && startsWith(bytes, at, SPREAD)
      return isMine ? at + SPREAD.length : NOT_MINE
    }
    if (startsWith(bytes, key, PAYLOAD)) {
      const at = key + PAYLOAD.length
      const isMine = this.#isFirst(SEEN_PAYLOAD) && bytes[at] === OPEN
      return isMine ? this.#object(bytes, at, true) : NOT_MINE
    }
    return otherField(bytes, key)
  }

  #payloadField(bytes: Uint8Array, key: number): number {
    const { fields } = this
    switch (bytes[key]) {
      case LETTER_B:
        if (startsWith(bytes, key, BEST_BID)) {
          const at = key + BEST_BID.length
          return this.#isFirst(SEEN_BID) ? fields.readBid(bytes, at) : NOT_MINE
        }
        if (startsWith(bytes, key, BEST_ASK)) {
          const at = key + BEST_ASK.length
          return this.#isFirst(SEEN_ASK) ? fields.readAsk(bytes, at) : NOT_MINE
        }
        break
      case LETTER_E:
        if (startsWith(bytes, key, EXCHANGE)) {
          const at = key + EXCHANGE.length
          return this.#isFirst(SEEN_EXCHANGE) ? fields.readExchange(bytes, at) : NOT_MINE
        }
        break
      case LETTER_S:
        if (startsWith(bytes, key, SYMBOL)) {
          const at = key + SYMBOL.length
          return this.#isFirst(SEEN_SYMBOL) ? fields.readSymbol(bytes, at) : NOT_MINE
        }
        break
      case LETTER_T:
        if (startsWith(bytes, key, TIMESTAMP)) {
          const at = key + TIMESTAMP.length
          return this.#isFirst(SEEN_TIME) ? fields.readTime(bytes, at) : NOT_MINE
        }
    }
    return otherField(bytes, key)
  }

  #isFirst(field: number): boolean {
    if ((this.#seen & field) !== 0) return false
    this.#seen |= field
    return true
  }
}

/** A field whose value is not wanted: the position behind it. Nested values may hide anything. */
function otherField(bytes: Uint8Array, key: number): number {
  const keyEnd = plainTextEnd(bytes, key)
  if (bytes[keyEnd] !== QUOTE || bytes[keyEnd + 1] !== COLON) return NOT_MINE
  return scalarEnd(bytes, keyEnd + 2)
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
