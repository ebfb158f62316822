import type { RunProgress } from './run-progress'

const BAR_MS = 250
const LINE_MS = 5_000
const BACK_TO_START = '\r\u001b[K'

interface Output {
  readonly isTTY?: boolean
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
      this.#output.write(BACK_TO_START + this.#progress.bar(nowMs))
    } else {
      this.#output.write(`${this.#progress.text(nowMs)}\n`)
    }
  }
}
