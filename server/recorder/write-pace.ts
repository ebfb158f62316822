/** Until some have been written: of a busy machine. */
const FIRST_FILE_MS = 3
/** Of a new file in the mean: that of some hundred. */
const SHARE = 1 / 64

/** How long a file takes, measured while files are being written, however many at one time. */
export class WritePace {
  #fileMs = FIRST_FILE_MS
  #sinceMs = 0

  /** From the end of one to that of the next, milliseconds, in the mean. */
  get fileMs(): number {
    return this.#fileMs
  }

  /** Files are written from now on, after a rest. Steady clock. */
  begin(nowMs: number): void {
    this.#sinceMs = nowMs
  }

  /** One is written. */
  end(nowMs: number): void {
    this.#fileMs += (nowMs - this.#sinceMs - this.#fileMs) * SHARE
    this.#sinceMs = nowMs
  }
}
