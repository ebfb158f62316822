import { Episodes } from './episodes'
import type { PointBatch, PointSink } from './history-points'
import { Reversion } from './reversion'

const SECOND_MS = 1_000

/**
 * The honest variants of contract §6, over the points of the either-leg join: a point weighs the time
 * until the next one, by the tolerance at most.
 */
export class TimeStatistics implements PointSink {
  readonly episodes: readonly Episodes[]
  readonly #toleranceMs: number
  readonly #reversion = new Reversion()
  #firstMs = NaN
  #lastMs = NaN
  #weightMs = 0
  #coveredMs = 0
  #largestGapMs = 0

  /** `thresholds`: percent. */
  constructor(toleranceMs: number, thresholds: readonly number[]) {
    this.#toleranceMs = toleranceMs
    this.episodes = thresholds.map((beyondPct) => new Episodes(beyondPct))
  }

  /** Time that the points weigh. */
  get weightMs(): number {
    return this.#weightMs
  }

  /** Time between points that are no farther apart than the tolerance. */
  get coveredMs(): number {
    return this.#coveredMs
  }

  take(batch: PointBatch): void {
    for (let at = 0; at < batch.length; at++) this.#add(batch.timeMs[at]!, batch.spread[at]!)
  }

  /** The longest time without a point in a range around all of them. */
  largestGapMs(fromMs: number, toMs: number): number {
    if (Number.isNaN(this.#lastMs)) return toMs - fromMs
    return Math.max(this.#firstMs - fromMs, this.#largestGapMs, toMs - this.#lastMs)
  }

  /** Seconds, when all points have come; NaN: none. */
  halfLifeS(): number {
    return this.#reversion.halfLifeS()
  }

  #add(timeMs: number, spreadPct: number): void {
    if (Number.isNaN(this.#lastMs)) this.#firstMs = timeMs
    else this.#pass(timeMs - this.#lastMs)
    for (const episodes of this.episodes) episodes.take(spreadPct)
    this.#reversion.add(Math.floor(timeMs / SECOND_MS), spreadPct)
    this.#lastMs = timeMs
  }

  #pass(elapsedMs: number): void {
    const weightMs = Math.min(elapsedMs, this.#toleranceMs)
    if (elapsedMs <= this.#toleranceMs) this.#coveredMs += elapsedMs
    if (elapsedMs > this.#largestGapMs) this.#largestGapMs = elapsedMs
    this.#weightMs += weightMs
    for (const episodes of this.episodes) episodes.pass(weightMs)
  }
}
