import { writeDigits } from './decimal-text'

const ZERO = 48
const POINT = 46
const Z = 90

const DIGITS = 7
const TICKS_PER_MS = 10_000

/** Where a Date ends; a skewed clock may not lead beyond it. */
const MAX_TIME_MS = 8.64e15

/** Writes times as the original does: ISO 8601 UTC to 100 ns, zeros at the end trimmed, `Z`. */
export class WireTime {
  #second = Number.NaN
  readonly #text = Buffer.alloc('2025-11-19T12:47:00'.length)

  /** `timeMs`: epoch milliseconds; the fraction counts. Returns the offset behind what it wrote. */
  write(to: Buffer, offset: number, timeMs: number): number {
    const second = Math.floor(timeMs / 1_000)
    if (second !== this.#second) this.#enter(second)
    to.set(this.#text, offset)
    let at = offset + this.#text.length
    const ticks = Math.floor((timeMs - second * 1_000) * TICKS_PER_MS)
    if (ticks > 0) {
      to[at] = POINT
      at = writeDigits(to, at + 1, ticks, DIGITS)
      while (to[at - 1] === ZERO) at--
    }
    to[at++] = Z
    return at
  }

  text(timeMs: number): string {
    const bytes = Buffer.alloc(this.#text.length + 1 + DIGITS + 1)
    return bytes.toString('latin1', 0, this.write(bytes, 0, timeMs))
  }

  #enter(second: number): void {
    this.#second = second
    const timeMs = Math.min(MAX_TIME_MS, Math.max(0, second * 1_000))
    this.#text.write(new Date(timeMs).toISOString().slice(0, this.#text.length), 'latin1')
  }
}
