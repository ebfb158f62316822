import { Quantiles } from './history-quantiles'
import { EPISODE_NEUTRAL_PCT } from './hour-figures'

const SECOND_MS = 1_000

export interface EpisodeFigures {
  /** Finished ones, by who was dearer. */
  exchange1Dearer: number
  exchange2Dearer: number
  /** 1 while one lasts. */
  unfinished: number
  /** Of the finished ones, seconds; NaN without any. */
  medianS: number
  p95S: number
  /** With the spread beyond the threshold. */
  aboveMs: number
}

/**
 * Episodes of one threshold, told apart by direction: one begins when the spread is beyond the
 * threshold (percent) and ends when it is within 0.05 % of zero or on the other side, where the next
 * one may begin at once. Bounded memory, however many there are.
 */
export class Episodes {
  readonly #beyondPct: number
  readonly #durations = new Quantiles()
  readonly #finished = { exchange1Dearer: 0, exchange2Dearer: 0 }
  /** 1: exchange 1 is dearer, -1: exchange 2 is, 0: no episode. */
  #direction = 0
  #lastedMs = 0
  #isBeyond = false
  #aboveMs = 0

  constructor(beyondPct: number) {
    this.#beyondPct = beyondPct
  }

  /** So much time counts with the spread taken last. */
  pass(weightMs: number): void {
    if (this.#isBeyond) this.#aboveMs += weightMs
    if (this.#direction !== 0) this.#lastedMs += weightMs
  }

  take(spreadPct: number): void {
    if (this.#direction !== 0 && spreadPct * this.#direction < EPISODE_NEUTRAL_PCT) this.#end()
    this.#isBeyond = Math.abs(spreadPct) > this.#beyondPct
    if (this.#direction !== 0 || !this.#isBeyond) return
    this.#direction = spreadPct > 0 ? 1 : -1
    this.#lastedMs = 0
  }

  figures(): EpisodeFigures {
    return {
      ...this.#finished,
      unfinished: this.#direction === 0 ? 0 : 1,
      medianS: this.#durations.at(50),
      p95S: this.#durations.at(95),
      aboveMs: this.#aboveMs,
    }
  }

  #end(): void {
    if (this.#direction > 0) this.#finished.exchange1Dearer++
    else this.#finished.exchange2Dearer++
    this.#durations.add(this.#lastedMs / SECOND_MS)
    this.#direction = 0
  }
}
