import { MAX_NAME_LENGTH } from '../market/quote-fault'
import { addTicks, dayStartMs } from './iso-time'
import { plainTextEnd, scalarEnd, startsWith } from './json-bytes'

const QUOTE = 0x22
const COMMA = 0x2c
const DOT = 0x2e
const COLON = 0x3a
const OPEN = 0x7b
const CLOSE = 0x7d
const LETTER_B = 0x42
const LETTER_E = 0x45
const LETTER_S = 0x53
const LETTER_T = 0x54
const LETTER_Z = 0x5a
const LETTER_LOWER_E = 0x65

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

/** Powers of ten that float64 holds exactly: one operation with them rounds once. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

const NOT_MINE = -1

/**
 * Reads the usual Spread frame straight from its bytes, making no string and no object of it.
 *
 * `scan` says whether it read the frame; the fields then hold what `parseAggregatorFrame` would
 * read, to the last bit. What is unusual is not read: white space, escapes, non-ASCII text, numbers
 * that need more than one rounding, nested values, repeated keys, other names, other types, and what
 * is no JSON. Whether the quote makes sense is not asked here.
 */
export class SpreadScanner {
  exchangeStart = 0
  exchangeEnd = 0
  symbolStart = 0
  symbolEnd = 0
  timeMs = 0
  /** Of the second that `timeMs` lies in, 100 ns each: exact, which its fraction is not. */
  ticks = 0
  bid = 0
  ask = 0
  #seen = 0
  #value = 0
  #nameStart = 0
  #day = -1
  #dayMs = 0

  scan(bytes: Uint8Array): boolean {
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
    switch (bytes[key]) {
      case LETTER_B:
        if (startsWith(bytes, key, BEST_BID)) {
          const end = this.#decimal(bytes, key + BEST_BID.length, SEEN_BID)
          this.bid = this.#value
          return end
        }
        if (startsWith(bytes, key, BEST_ASK)) {
          const end = this.#decimal(bytes, key + BEST_ASK.length, SEEN_ASK)
          this.ask = this.#value
          return end
        }
        break
      case LETTER_E:
        if (startsWith(bytes, key, EXCHANGE)) {
          const end = this.#name(bytes, key + EXCHANGE.length, SEEN_EXCHANGE)
          this.exchangeStart = this.#nameStart
          this.exchangeEnd = end - 1
          return end
        }
        break
      case LETTER_S:
        if (startsWith(bytes, key, SYMBOL)) {
          const end = this.#name(bytes, key + SYMBOL.length, SEEN_SYMBOL)
          this.symbolStart = this.#nameStart
          this.symbolEnd = end - 1
          return end
        }
        break
      case LETTER_T:
        if (startsWith(bytes, key, TIMESTAMP)) return this.#time(bytes, key + TIMESTAMP.length)
    }
    return otherField(bytes, key)
  }

  #isFirst(field: number): boolean {
    if ((this.#seen & field) !== 0) return false
    this.#seen |= field
    return true
  }

  #name(bytes: Uint8Array, at: number, field: number): number {
    if (bytes[at] !== QUOTE || !this.#isFirst(field)) return NOT_MINE
    const end = plainTextEnd(bytes, at + 1)
    if (bytes[end] !== QUOTE || end - at > MAX_NAME_LENGTH) return NOT_MINE
    this.#nameStart = at + 1
    return end + 1
  }

  /**
   * A number without sign that is an integer below 2^53 times or divided by a power of ten up to
   * 10^22: both are exact in float64, so the one operation rounds as a correct parser does.
   */
  #decimal(bytes: Uint8Array, start: number, field: number): number {
    if (!this.#isFirst(field)) return NOT_MINE
    let at = start
    let mantissa = bytes[at++]! - 48
    if (!(mantissa >= 0 && mantissa <= 9)) return NOT_MINE
    let digit = bytes[at]! - 48
    if (mantissa !== 0) {
      for (; digit >= 0 && digit <= 9; digit = bytes[++at]! - 48) mantissa = mantissa * 10 + digit
    }
    let exponent = 0
    if (bytes[at] === DOT) {
      const first = ++at
      // Zeros count only once another digit follows: decimals come padded to their scale.
      let zeros = 0
      for (; (digit = bytes[at]! - 48) >= 0 && digit <= 9; at++) {
        if (digit === 0) zeros++
        else {
          mantissa = mantissa * EXACT_POWERS[zeros + 1]! + digit
          exponent -= zeros + 1
          zeros = 0
        }
      }
      if (at === first) return NOT_MINE
    }
    if ((bytes[at]! | 32) === LETTER_LOWER_E) return NOT_MINE
    if (!(mantissa <= Number.MAX_SAFE_INTEGER && exponent >= -22)) return NOT_MINE
    this.#value = exponent === 0 ? mantissa : mantissa / EXACT_POWERS[-exponent]!
    return at
  }

  #time(bytes: Uint8Array, quote: number): number {
    if (bytes[quote] !== QUOTE || !this.#isFirst(SEEN_TIME)) return NOT_MINE
    const at = quote + 1
    const century = twoDigits(bytes, at)
    const year = twoDigits(bytes, at + 2)
    const month = twoDigits(bytes, at + 5)
    const date = twoDigits(bytes, at + 8)
    const hour = twoDigits(bytes, at + 11)
    const minute = twoDigits(bytes, at + 14)
    const second = twoDigits(bytes, at + 17)
    if ((century | year | month | date | hour | minute | second) < 0) return NOT_MINE
    if (bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d || bytes[at + 10] !== LETTER_T)
      return NOT_MINE
    if (bytes[at + 13] !== COLON || bytes[at + 16] !== COLON) return NOT_MINE
    if (hour > 23 || minute > 59 || second > 59) return NOT_MINE

    const day = ((century * 100 + year) * 100 + month) * 100 + date
    if (day !== this.#day) {
      this.#dayMs = dayStartMs(century * 100 + year, month, date)
      this.#day = day
    }
    let end = at + 19
    let ticks = 0
    if (bytes[end] === DOT) {
      const first = ++end
      let unit = 1_000_000
      for (let digit; (digit = bytes[end]! - 48) >= 0 && digit <= 9; end++) {
        ticks += digit * unit
        unit /= 10
      }
      if (end === first || end - first > 7) return NOT_MINE
    }
    if (bytes[end] === LETTER_Z) end++
    if (bytes[end] !== QUOTE) return NOT_MINE
    this.ticks = ticks
    this.timeMs = addTicks(this.#dayMs + hour * 3_600_000 + minute * 60_000 + second * 1_000, ticks)
    return end + 1
  }
}

/** A field whose value is not wanted: the position behind it. Nested values may hide anything. */
function otherField(bytes: Uint8Array, key: number): number {
  const keyEnd = plainTextEnd(bytes, key)
  if (bytes[keyEnd] !== QUOTE || bytes[keyEnd + 1] !== COLON) return NOT_MINE
  return scalarEnd(bytes, keyEnd + 2)
}

/** Two ASCII digits as a number, negative if they are not digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48
  const ones = bytes[at + 1]! - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
