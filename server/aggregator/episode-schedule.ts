import type { Leg } from './leg'
import type { Random } from './random'

/** Between two episodes of one market of `TYPICAL_LEGS`; more legs have proportionally more. */
const MEAN_GAP_MS = 45_000
const TYPICAL_LEGS = 80

/** A person who has just opened the page sees one within the first minute. */
const FIRST_BETWEEN_MS = [8_000, 20_000] as const
const LENGTH_MS = { median: 30_000, min: 4_000, max: 180_000, sigma: 0.8 }
/** Beyond 0.4 % whatever the leg's own offset does. */
const PEAK_PCT = [0.46, 0.75] as const

/** When an excursion beyond 0.4 % begins, and on which leg. */
export class EpisodeSchedule {
  readonly #random: Random
  readonly #symbols: readonly (readonly Leg[])[]
  readonly #meanGapMs: number
  #nextMs: number

  /** `symbols`: the legs of each. */
  constructor(random: Random, symbols: readonly (readonly Leg[])[]) {
    this.#random = random
    this.#symbols = symbols
    this.#meanGapMs = MEAN_GAP_MS * Math.min(2, TYPICAL_LEGS / symbols.flat().length)
    this.#nextMs = random.between(...FIRST_BETWEEN_MS)
  }

  /** Begins what is due at `timeMs`. */
  advance(timeMs: number): void {
    while (this.#nextMs <= timeMs) {
      this.#begin(this.#nextMs)
      this.#nextMs += this.#random.exponential(this.#meanGapMs)
    }
  }

  #begin(fromMs: number): void {
    const random = this.#random
    const legs = this.#symbols[random.index(this.#symbols.length)]!
    const leg = legs[random.index(legs.length)]!
    const { median, min, max, sigma } = LENGTH_MS
    const lengthMs = Math.min(max, Math.max(min, median * Math.exp(sigma * random.normal())))
    const peakPct = random.between(...PEAK_PCT) * (random.next() < 0.5 ? -1 : 1)
    // Two at once in opposite directions would drive the symbol apart beyond belief.
    if (!legs.some((other) => other.inEpisode)) leg.begin({ fromMs, lengthMs, peakPct })
  }
}
