/** Enough for the line, the column and what stands there. */
const MAX_LENGTH = 300
/** Nothing to be seen: control characters, halves of characters, what was no UTF-8. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\ufffd]/gu

/**
 * A list that cannot be used; the message says where in the file and why, in one line. What it
 * repeats of the file is escaped, and cut where it is long.
 */
export class OpportunityFault extends Error {
  constructor(message: string) {
    const escaped = message.replace(UNPRINTABLE, escape)
    super(escaped.length > MAX_LENGTH ? `${escaped.slice(0, MAX_LENGTH)}…` : escaped)
    this.name = 'OpportunityFault'
  }
}

function escape(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`
}
