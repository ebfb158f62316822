import type { Leg } from './leg'
import type { Random } from './random'

/** Between two episodes of one market of `TYPICAL_LEGS`; more legs have proportionally more. */
const MEAN_GAP_MS = 45_000
const TYPICAL_LEGS = 80

/** A person who has just opened the page sees one within the first minute. */
const FIRST_BETWEEN_MS = [8_000, 20_000] as const
const LENGTH_MS = { median: 30_000, min: 4_000, max: 180_000, sigma: 0.8 }
/** Beyond 0.4 % whatever the leg's own offset does. */
const PEAK_PCT = [0.5, 0.85] as const

/** When an excursion beyond 0.4 % begins, and on which leg. */
export class EpisodeSchedule {
  readonly #random: Random
  readonly #legs: readonly Leg[]
  #nextMs: number

  constructor(random: Random, legs: readonly Leg[]) {
    this.#random = random
    this.#legs = legs
    this.#nextMs = random.between(...FIRST_BETWEEN_MS)
  }

  /** Begins what is due at `timeMs`. */
  advance(timeMs: number): void {
    while (this.#nextMs <= timeMs) {
      this.#begin(this.#nextMs)
      const gap = MEAN_GAP_MS * Math.min(2, TYPICAL_LEGS / this.#legs.length)
      this.#nextMs += this.#random.exponential(gap)
    }
  }

  #begin(fromMs: number): void {
    const random = this.#random
    const leg = this.#legs[random.index(this.#legs.length)]!
    const { median, min, max, sigma } = LENGTH_MS
    const lengthMs = Math.min(max, Math.max(min, median * Math.exp(sigma * random.normal())))
    const peakPct = random.between(...PEAK_PCT) * (random.next() < 0.5 ? -1 : 1)
    if (!leg.inEpisode) leg.begin({ fromMs, lengthMs, peakPct })
  }
}
