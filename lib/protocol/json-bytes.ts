/** Pieces of a JSON reader over bytes. A reader that meets what it does not take answers -1. */

const QUOTE = 0x22
const MINUS = 0x2d
const PLUS = 0x2b
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const BACKSLASH = 0x5c
const LOWER_E = 0x65

/** Per byte: 1 if it may stand for itself in a string: printable ASCII but quote and backslash. */
export const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
)

const IS_DIGIT = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= ZERO && byte <= NINE ? 1 : 0,
)

const LITERALS = ['null', 'true', 'false'].map((text) => new TextEncoder().encode(text))

/** The position of the first byte at or after `start` that a plain string cannot go on with. */
export function plainTextEnd(bytes: Uint8Array, start: number): number {
  let at = start
  while (IS_PLAIN[bytes[at]!] === 1) at++
  return at
}

/** Whether `text` stands at `start`. */
export function startsWith(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[start + index] !== text[index]) return false
  }
  return true
}

/** The position behind a number, literal or plain string at `at`; its value is not looked at. */
export function scalarEnd(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!
  if (byte === QUOTE) {
    const end = plainTextEnd(bytes, at + 1)
    return bytes[end] === QUOTE ? end + 1 : -1
  }
  if (byte === MINUS || (byte >= ZERO && byte <= NINE)) return numberEnd(bytes, at)
  for (const literal of LITERALS) {
    if (byte === literal[0]) {
      return startsWith(bytes, at, literal) ? at + literal.length : -1
    }
  }
  return -1
}

function numberEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start
  let at = bytes[first] === ZERO ? first + 1 : digitsEnd(bytes, first)
  if (at === first) return -1
  if (bytes[at] === DOT) {
    const fraction = at + 1
    at = digitsEnd(bytes, fraction)
    if (at === fraction) return -1
  }
  if ((bytes[at]! | 32) === LOWER_E) {
    const sign = bytes[at + 1]
    const exponent = sign === PLUS || sign === MINUS ? at + 2 : at + 1
    at = digitsEnd(bytes, exponent)
    if (at === exponent) return -1
  }
  return at
}

function digitsEnd(bytes: Uint8Array, start: number): number {
  let end = start
  while (IS_DIGIT[bytes[end]!] === 1) end++
  return end
}
