/** What passed since the last reading. */
export interface FeedRates {
  quotesPerSecond: number
  /** Mean of arrival minus quote time, ms; null when no quote came. */
  lagMs: number | null
}

/** Measures the quotes that were accepted: their rate and how old they arrive. */
export class FeedMeter {
  #quotes = 0
  #lagSumMs = 0
  #readMs: number

  constructor(nowMs: number) {
    this.#readMs = nowMs
  }

  add(timeMs: number, arrivalMs: number): void {
    this.#quotes++
    this.#lagSumMs += arrivalMs - timeMs
  }

  /** Reads and begins anew; `nowMs` is of a clock that is never set. */
  read(nowMs: number): FeedRates {
    const elapsedMs = nowMs - this.#readMs
    const quotes = this.#quotes
    const lagMs = quotes === 0 ? null : Math.round((this.#lagSumMs / quotes) * 10) / 10
    this.#quotes = 0
    this.#lagSumMs = 0
    this.#readMs = nowMs
    return { quotesPerSecond: elapsedMs > 0 ? Math.round((quotes / elapsedMs) * 1_000) : 0, lagMs }
  }
}
