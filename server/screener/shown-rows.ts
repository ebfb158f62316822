/** Serials of answers that are remembered: of a reader that is so far behind all rows are sent. */
const REMEMBERED_SERIALS = 40

interface Shown {
  readonly text: string
  /** Of the first ranking with this text, after one without. */
  readonly serial: number
}

/**
 * The rows in view of one question, as they were answered last, and since when: a reader is sent those
 * that are others than in the answer it has. What rows were in view of another question, it may have
 * forgotten, so that a serial counts only with the question that it was answered to.
 */
export class ShownRows {
  #rows: ReadonlyMap<string, Shown> = new Map()
  readonly #serials: number[] = []

  /** `rows`: texts by pair. */
  show(rows: ReadonlyMap<string, string>, serial: number): void {
    const next = new Map<string, Shown>()
    for (const [pair, text] of rows) {
      const before = this.#rows.get(pair)
      next.set(pair, before?.text === text ? before : { text, serial })
    }
    this.#rows = next
    this.#serials.push(serial)
    if (this.#serials.length > REMEMBERED_SERIALS) this.#serials.shift()
  }

  /** Texts of the rows that have changed; of all when `since` is none of ours. */
  changedSince(since: number | undefined): string[] {
    const known = since !== undefined && this.#serials.includes(since) ? since : -Infinity
    const texts: string[] = []
    for (const { text, serial } of this.#rows.values()) if (serial > known) texts.push(text)
    return texts
  }
}
