import type { PointBatch, PointSink } from './history-points'
import { EPISODE_NEUTRAL_PCT } from './hour-figures'

/** What is counted for one threshold. */
export interface TickThreshold {
  /** Percent. */
  readonly beyondPct: number
  cycles: number
  /** Ticks beyond it. */
  above: number
  isArmed: boolean
}

/**
 * The counts of contract §6 over the ticks of exchange 1 that have a partner, each with the same
 * weight. The mean is summed from left to right in float64, as the definitions' golden vector is.
 */
export class TickStatistics implements PointSink {
  readonly thresholds: readonly TickThreshold[]
  ticks = 0
  zeroCrossings = 0
  /** Percent; NaN before the first tick. */
  last = NaN
  #highest = -Infinity
  #lowest = Infinity
  #sum = 0

  constructor(thresholds: readonly number[]) {
    this.thresholds = thresholds.map((beyondPct) => ({
      ...{ beyondPct, cycles: 0, above: 0, isArmed: false },
    }))
  }

  get highest(): number {
    return this.ticks === 0 ? NaN : this.#highest
  }

  get lowest(): number {
    return this.ticks === 0 ? NaN : this.#lowest
  }

  get mean(): number {
    return this.#sum / this.ticks
  }

  take(batch: PointBatch): void {
    for (let at = 0; at < batch.length; at++) this.#add(batch.spread[at]!)
  }

  #add(deviation: number): void {
    this.ticks++
    this.#sum += deviation
    if (deviation > this.#highest) this.#highest = deviation
    if (deviation < this.#lowest) this.#lowest = deviation
    if ((this.last < 0 && deviation > 0) || (this.last > 0 && deviation < 0)) this.zeroCrossings++
    this.last = deviation
    const size = Math.abs(deviation)
    for (const threshold of this.thresholds) {
      if (size > threshold.beyondPct) {
        threshold.above++
        threshold.isArmed = true
      } else if (threshold.isArmed && size < EPISODE_NEUTRAL_PCT) {
        threshold.cycles++
        threshold.isArmed = false
      }
    }
  }
}
