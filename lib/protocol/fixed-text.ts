const WORD_BYTES = Float64Array.BYTES_PER_ELEMENT

/**
 * ASCII text of at least eight bytes that is compared with bytes eight at a time: as float64, which
 * are equal only when their bytes are, since no ASCII text reads as a zero or as no number.
 */
export class FixedText {
  readonly length: number
  readonly #words: Float64Array
  readonly #lastAt: number

  /** @throws RangeError when the text is too short */
  constructor(text: string) {
    const bytes = new TextEncoder().encode(text)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.length = bytes.length
    // The last word overlaps the one before.
    this.#lastAt = bytes.length - WORD_BYTES
    this.#words = Float64Array.from({ length: Math.ceil(bytes.length / WORD_BYTES) }, (_, word) =>
      view.getFloat64(Math.min(word * WORD_BYTES, this.#lastAt), true),
    )
  }

  /** Whether it stands at `at`. @throws RangeError when the view ends before the text would */
  isAt(view: DataView, at: number): boolean {
    const last = this.#words.length - 1
    for (let word = 0; word < last; word++) {
      if (view.getFloat64(at + word * WORD_BYTES, true) !== this.#words[word]) return false
    }
    return view.getFloat64(at + this.#lastAt, true) === this.#words[last]
  }
}
