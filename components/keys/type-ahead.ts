/** Letters that follow within this time belong to the same word. */
const WORD_MS = 900
const LETTER = /^[a-z0-9]$/i

/** Names that letters jump to, and how. */
export interface JumpTarget {
  /** In the order in which they are shown. */
  names: () => readonly string[]
  /** The place of the name in them. */
  jump: (index: number) => void
}

/** Letters typed after each other, as the beginning of a name. */
export class TypeAhead {
  #word = ''
  #lastMs = -Infinity

  /** Whether what is typed now goes on with a word. */
  isTyping(nowMs: number): boolean {
    return this.#word !== '' && nowMs - this.#lastMs <= WORD_MS
  }

  /**
   * The place of the name that begins with what was typed; of a single letter that is typed again,
   * the next such name after `from`. Undefined: it is no letter, or no name begins so.
   */
  type(key: string, nowMs: number, names: readonly string[], from: number): number | undefined {
    if (!LETTER.test(key)) return undefined
    const letter = key.toUpperCase()
    const isAgain = this.isTyping(nowMs) && this.#word === letter
    const word = this.isTyping(nowMs) && !isAgain ? this.#word + letter : letter
    const found = placeAfter(names, word, word.length === 1 ? from : from - 1)
    if (found === undefined) return undefined
    this.#word = word
    this.#lastMs = nowMs
    return found
  }
}

/** Round about, beginning behind `from`. */
function placeAfter(names: readonly string[], word: string, from: number): number | undefined {
  for (let step = 1; step <= names.length; step++) {
    const place = (Math.max(-1, from) + step) % names.length
    if (names[place]!.toUpperCase().startsWith(word)) return place
  }
  return undefined
}
