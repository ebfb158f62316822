import { MAX_NAME_LENGTH } from '../market/quote-fault'
import { addTicks, dayStartMs } from './iso-time'
import { IS_PLAIN, startsWith } from './json-bytes'
import { hashByte, type NamesInBytes } from './name-table'

const QUOTE = 0x22
const DASH = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const COLON = 0x3a
const LETTER_T = 0x54
const LETTER_Z = 0x5a
const LETTER_LOWER_E = 0x65

/** Of `2025-11-19T12:47`, and the most digits of the fraction of a second. */
const MINUTE_BYTES = 16
const TICK_DIGITS = 7

/** Digits that an Int32 holds whatever they are, and a float64. */
const INT_DIGITS = 9
const EXACT_DIGITS = 15

/** Powers of ten that float64 holds exactly: one operation with them rounds once. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** In place of a position: what stands there is not read here. */
export const NOT_MINE = -1

/**
 * What a Spread frame says, and how each of it is read from bytes: a method stores what begins at `at`
 * and gives the position behind it, or NOT_MINE.
 */
export class SpreadFields implements NamesInBytes {
  exchangeStart = 0
  exchangeEnd = 0
  exchangeHash = 0
  symbolStart = 0
  symbolEnd = 0
  symbolHash = 0
  // NaN keeps these fields doubles for the engine that compiles them; 0 would make them integers.
  timeMs = NaN
  bid = NaN
  ask = NaN
  /** Of the second that `timeMs` lies in, 100 ns each: exact, which its fraction is not. */
  ticks = 0
  #value = NaN
  #hash = 0
  /** As it is written, and when it begins; NaN: on no day that a calendar has. */
  readonly #minute = new Uint8Array(MINUTE_BYTES)
  #minuteMs = NaN

  readBid(bytes: Uint8Array, at: number): number {
    const end = this.#decimal(bytes, at)
    this.bid = this.#value
    return end
  }

  readAsk(bytes: Uint8Array, at: number): number {
    const end = this.#decimal(bytes, at)
    this.ask = this.#value
    return end
  }

  readExchange(bytes: Uint8Array, at: number): number {
    const end = this.#name(bytes, at)
    this.exchangeStart = at + 1
    this.exchangeEnd = end - 1
    this.exchangeHash = this.#hash
    return end
  }

  readSymbol(bytes: Uint8Array, at: number): number {
    const end = this.#name(bytes, at)
    this.symbolStart = at + 1
    this.symbolEnd = end - 1
    this.symbolHash = this.#hash
    return end
  }

  /** Times follow each other: a minute that has just been read is only compared. */
  readTime(bytes: Uint8Array, quote: number): number {
    if (bytes[quote] !== QUOTE) return NOT_MINE
    const at = quote + 1
    if (!startsWith(bytes, at, this.#minute) && !this.#readMinute(bytes, at)) return NOT_MINE
    const second = bytes[at + MINUTE_BYTES] === COLON ? twoDigits(bytes, at + MINUTE_BYTES + 1) : -1
    if (second < 0 || second > 59) return NOT_MINE
    let end = at + MINUTE_BYTES + ':00'.length
    let ticks = 0
    if (bytes[end] === DOT) {
      const first = ++end
      for (let digit; (digit = bytes[end]! - 48) >= 0 && digit <= 9; end++) {
        ticks = Math.imul(ticks, 10) + digit
      }
      if (end === first || end - first > TICK_DIGITS) return NOT_MINE
      ticks *= EXACT_POWERS[TICK_DIGITS - (end - first)]!
    }
    if (bytes[end] === LETTER_Z) end++
    if (bytes[end] !== QUOTE) return NOT_MINE
    this.ticks = ticks
    this.timeMs = addTicks(this.#minuteMs + second * 1_000, ticks)
    return end + 1
  }

  #readMinute(bytes: Uint8Array, at: number): boolean {
    const century = twoDigits(bytes, at)
    const year = twoDigits(bytes, at + 2)
    const month = twoDigits(bytes, at + 5)
    const date = twoDigits(bytes, at + 8)
    const hour = twoDigits(bytes, at + 11)
    const minute = twoDigits(bytes, at + 14)
    if ((century | year | month | date | hour | minute) < 0) return false
    if (bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return false
    if (bytes[at + 10] !== LETTER_T || bytes[at + 13] !== COLON) return false
    if (hour > 23 || minute > 59) return false
    this.#minuteMs =
      dayStartMs(century * 100 + year, month, date) + hour * 3_600_000 + minute * 60_000
    this.#minute.set(bytes.subarray(at, at + MINUTE_BYTES))
    return true
  }

  #name(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== QUOTE) return NOT_MINE
    let end = at + 1
    let hash = 0
    for (let byte; IS_PLAIN[(byte = bytes[end]!)] === 1; end++) hash = hashByte(hash, byte)
    this.#hash = hash
    return bytes[end] === QUOTE && end - at <= MAX_NAME_LENGTH ? end + 1 : NOT_MINE
  }

  /**
   * A number without sign: an integer that float64 holds, divided by a power of ten that it holds, so
   * that the one division rounds as a correct parser does.
   */
  #decimal(bytes: Uint8Array, start: number): number {
    let at = start
    let integer = 0
    let digit = 0
    for (; (digit = bytes[at]! - 48) >= 0 && digit <= 9; at++) {
      integer = (Math.imul(integer, 10) + digit) | 0
    }
    const digits = at - start
    if (bytes[at] !== DOT) return this.#longDecimal(bytes, start)
    const first = ++at
    let fraction = 0
    for (; (digit = bytes[at]! - 48) >= 0 && digit <= 9; at++) {
      fraction = (Math.imul(fraction, 10) + digit) | 0
    }
    const decimals = at - first
    const isShort =
      digits <= INT_DIGITS && decimals <= INT_DIGITS && digits + decimals <= EXACT_DIGITS
    if (!isShort || digits === 0 || decimals === 0) return this.#longDecimal(bytes, start)
    // Only a zero may begin with a zero.
    if (bytes[start] === ZERO && digits > 1) return NOT_MINE
    if ((bytes[at]! | 32) === LETTER_LOWER_E) return NOT_MINE
    const power = EXACT_POWERS[decimals]!
    this.#value = (integer * power + fraction) / power
    return at
  }

  /** The same of an integer, or of one with as many digits as make an integer below 2^53. */
  #longDecimal(bytes: Uint8Array, start: number): number {
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
}

/** Two ASCII digits as a number, negative if they are not digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48
  const ones = bytes[at + 1]! - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}
