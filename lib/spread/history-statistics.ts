import { Episodes, type EpisodeFigures } from './episodes'
import type { PointBatch, PointSink } from './history-points'
import { Quantiles } from './history-quantiles'
import { EPISODE_BEYOND_PCT } from './hour-figures'
import { Reversion } from './reversion'

const SECOND_MS = 1_000

export interface PointFigures {
  points: number
  /** Epoch milliseconds. */
  firstMs: number
  lastMs: number
  /** Without holes. */
  coveredMs: number
}

export interface HistoryFigures extends PointFigures {
  /** Percent. */
  highest: number
  highestMs: number
  lowest: number
  lowestMs: number
  mean: number
  median: number
  /** Quantiles 97 and 3 %. */
  upper: number
  lower: number
  /** NaN: it does not revert, or there are too few points. */
  halfLifeS: number
  /** Beyond 0.4 %. */
  episodes: EpisodeFigures
  /** Share of the time, each point weighing until the next one, by the tolerance at most. */
  timeAbovePct: number
}

export interface HistoryStatisticsOptions {
  toleranceMs: number
  /** Points from (inclusive) and to (exclusive) which count, epoch milliseconds. */
  fromMs: number
  endMs: number
}

/**
 * What is said of a range of points, in bounded memory whatever its length. Holes are no part of an
 * episode's duration.
 */
export class HistoryStatistics implements PointSink {
  readonly #options: HistoryStatisticsOptions
  readonly #values = new Quantiles()
  #sum = 0
  #highest = -Infinity
  #highestMs = NaN
  #lowest = Infinity
  #lowestMs = NaN
  #firstMs = NaN
  #lastMs = NaN
  #coveredMs = 0
  #weightMs = 0
  readonly #episodes = new Episodes(EPISODE_BEYOND_PCT)
  readonly #reversion = new Reversion()

  constructor(options: HistoryStatisticsOptions) {
    this.#options = options
  }

  take(batch: PointBatch): void {
    const { fromMs, endMs } = this.#options
    for (let at = 0; at < batch.length; at++) {
      const timeMs = batch.timeMs[at]!
      if (timeMs >= fromMs && timeMs < endMs) this.#add(timeMs, batch.spread[at]!)
    }
  }

  /** What is known at any time; undefined without a point. */
  figuresSoFar(): PointFigures | undefined {
    const points = this.#values.count
    if (points === 0) return undefined
    return { points, firstMs: this.#firstMs, lastMs: this.#lastMs, coveredMs: this.#coveredMs }
  }

  /** When all points have come; undefined without a point. */
  figures(): HistoryFigures | undefined {
    const soFar = this.figuresSoFar()
    if (soFar === undefined) return undefined
    const episodes = this.#episodes.figures()
    return {
      ...soFar,
      highest: this.#highest,
      highestMs: this.#highestMs,
      lowest: this.#lowest,
      lowestMs: this.#lowestMs,
      mean: this.#sum / soFar.points,
      median: this.#values.at(50),
      upper: this.#values.at(97),
      lower: this.#values.at(3),
      halfLifeS: this.#reversion.halfLifeS(),
      episodes,
      timeAbovePct: this.#weightMs === 0 ? 0 : (episodes.aboveMs / this.#weightMs) * 100,
    }
  }

  #add(timeMs: number, value: number): void {
    if (this.#values.count === 0) this.#firstMs = timeMs
    else this.#pass(timeMs - this.#lastMs)
    this.#values.add(value)
    this.#sum += value
    if (value > this.#highest) {
      this.#highest = value
      this.#highestMs = timeMs
    }
    if (value < this.#lowest) {
      this.#lowest = value
      this.#lowestMs = timeMs
    }
    this.#episodes.take(value)
    this.#reversion.add(Math.floor(timeMs / SECOND_MS), value)
    this.#lastMs = timeMs
  }

  /** Time goes by with the last value in force. */
  #pass(elapsedMs: number): void {
    const weightMs = Math.min(elapsedMs, this.#options.toleranceMs)
    if (elapsedMs === weightMs) this.#coveredMs += elapsedMs
    this.#weightMs += weightMs
    this.#episodes.pass(weightMs)
  }
}
