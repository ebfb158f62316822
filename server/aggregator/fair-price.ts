import type { Random } from './random'

const STEP_MS = 50
/** Steps kept, so that an exchange can follow up to 1.2 s late. A power of two. */
const HISTORY = 32
export const MAX_DELAY_MS = STEP_MS * (HISTORY - 8)

/** Share of the distance to the first price that is lost a second: it keeps days of walking in bounds. */
const PULL_PER_SECOND = 2e-5

/** A price that walks at random in steps of 50 ms; the recent past can still be asked for. */
export class FairPrice {
  readonly #random: Random
  readonly #start: number
  readonly #stepDeviation: number
  readonly #history = new Float64Array(HISTORY)
  #step = 0
  #log = 0

  /** `volatility`: deviation of the logarithm after one second. */
  constructor(random: Random, start: number, volatility: number) {
    this.#random = random
    this.#start = start
    this.#stepDeviation = volatility * Math.sqrt(STEP_MS / 1_000)
    this.#history.fill(start)
  }

  /** Walks on until `timeMs`; before that no price of that time can be asked for. */
  advance(timeMs: number): void {
    const target = Math.floor(timeMs / STEP_MS) + 1
    while (this.#step < target) {
      this.#step++
      this.#log *= 1 - (PULL_PER_SECOND * STEP_MS) / 1_000
      this.#log += this.#stepDeviation * this.#random.normal()
      this.#history[this.#step % HISTORY] = this.#start * Math.exp(this.#log)
    }
  }

  /** Straight between steps. `timeMs` is at most `MAX_DELAY_MS` before the time advanced to. */
  at(timeMs: number): number {
    const position = Math.max(0, timeMs / STEP_MS)
    const step = Math.floor(position)
    const before = this.#history[step % HISTORY]!
    const after = this.#history[(step + 1) % HISTORY]!
    return before + (after - before) * (position - step)
  }
}
