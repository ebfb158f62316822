import type { RunProgress } from './run-progress'

const BAR_MS = 250
const USUAL_COLUMNS = 80
const LINE_MS = 5_000
const BACK_TO_START = '\r\u001b[K'

interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** A bar where a person watches, else a line every few seconds, until `stop`. */
export class ProgressPrinter {
  readonly #progress: RunProgress
  readonly #output: Output
  readonly #timer: NodeJS.Timeout

  constructor(progress: RunProgress, output: Output) {
    this.#progress = progress
    this.#output = output
    this.#timer = setInterval(() => this.#print(), output.isTTY === true ? BAR_MS : LINE_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    if (this.#output.isTTY === true) this.#output.write(BACK_TO_START)
  }

  #print(): void {
    const nowMs = performance.now()
    if (this.#output.isTTY === true) {
      // What wraps could not be taken back.
      const { columns = 0 } = this.#output
      const width = columns > 0 ? columns : USUAL_COLUMNS
      this.#output.write(BACK_TO_START + this.#progress.bar(nowMs).slice(0, width - 1))
    } else {
      this.#output.write(`${this.#progress.text(nowMs)}\n`)
    }
  }
}
