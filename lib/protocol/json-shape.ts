const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = [0x5b, 0x7b]
const CLOSE = [0x5d, 0x7d]

export interface JsonShape {
  /** Lists and objects that stand within each other, at most. */
  nesting: number
  /** Lists and objects in all. */
  containers: number
}

/**
 * What a JSON text would be made of, found without making it: a few megabytes of brackets would
 * become hundreds. Of what is no JSON it says something, too.
 */
export function jsonShape(bytes: Uint8Array): JsonShape {
  let nesting = 0
  let containers = 0
  let open = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      at = stringEnd(bytes, at + 1)
    } else if (byte === OPEN[0] || byte === OPEN[1]) {
      containers++
      open++
      if (open > nesting) nesting = open
    } else if (byte === CLOSE[0] || byte === CLOSE[1]) {
      open--
    }
  }
  return { nesting, containers }
}

/** Where the closing quote stands. */
function stringEnd(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}
