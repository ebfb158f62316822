/** The next token of a JSON text: where it ends, or what is wrong and where. */
export type Token = { end: number } | { at: number; message: string }

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[\p{L}\d_$]+/uy
const HEX = /[\dA-Fa-f]{4}/y
const LITERALS = ['true', 'false', 'null']
const QUOTE = 0x22
const BACKSLASH = 0x5c
const FIRST_PRINTABLE = 0x20
const ESCAPES = '"\\/bfnrt'

export function skipSpace(text: string, at: number): number {
  let next = at
  for (;;) {
    const code = text.charCodeAt(next)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return next
    next++
  }
}

/** A string from its opening quote on. */
export function stringToken(text: string, start: number): Token {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return { end: at + 1 }
    if (code < FIRST_PRINTABLE) return { at, message: 'a line break or control sign in a string' }
    if (code !== BACKSLASH) continue
    const letter = text[at + 1] ?? ''
    if (letter === 'u') {
      if (matchEnd(HEX, text, at + 2) === undefined) return { at, message: 'not an escape: \\u' }
      at += 5
    } else if (letter !== '' && ESCAPES.includes(letter)) {
      at++
    } else {
      return { at, message: `not an escape: \\${letter}` }
    }
  }
  return { at: start, message: 'this string has no end' }
}

/** A number, `true`, `false` or `null`. */
export function scalarToken(text: string, start: number): Token {
  const numberEnd = matchEnd(NUMBER, text, start)
  const wordEnd = matchEnd(WORD, text, numberEnd ?? start)
  if (numberEnd !== undefined && wordEnd === undefined) return { end: numberEnd }
  const word = text.slice(start, wordEnd ?? start + 1)
  if (LITERALS.includes(word)) return { end: start + word.length }
  return { at: start, message: `not a value: ${word.slice(0, 20)}` }
}

function matchEnd(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : undefined
}
