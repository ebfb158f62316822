const FIRST_ROOM = 1_024

/** Where the lines of a text begin and end. Lines are numbered from 1. */
export class TextLines {
  readonly text: string
  readonly count: number
  readonly #starts: Uint32Array

  constructor(text: string) {
    this.text = text
    let starts = new Uint32Array(FIRST_ROOM)
    let count = 1
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      if (count === starts.length) {
        const larger = new Uint32Array(count * 2)
        larger.set(starts)
        starts = larger
      }
      starts[count++] = at + 1
    }
    // Nothing stands behind the last line break.
    if (count > 1 && starts[count - 1] === text.length) count--
    this.count = count
    this.#starts = starts.subarray(0, count)
  }

  start(line: number): number {
    return this.#starts[line - 1]!
  }

  /** Behind its last character, line break excluded. */
  end(line: number): number {
    const next = this.text.indexOf('\n', this.start(line))
    const end = next === -1 ? this.text.length : next
    return this.text[end - 1] === '\r' && end > this.start(line) ? end - 1 : end
  }

  /** The line that the character at `offset` stands in. */
  lineAt(offset: number): number {
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  /** From 1. */
  columnAt(offset: number): number {
    return offset - this.start(this.lineAt(offset)) + 1
  }
}
