import type { PointBatch, PointSink } from './history-points'
import { Quantiles } from './history-quantiles'
import { EPISODE_BEYOND_PCT, EPISODE_NEUTRAL_PCT } from './hour-figures'

const SECOND_MS = 1_000
/** Of a deviation measured second by second, fewer tell nothing. */
const MIN_SECONDS = 60

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
  /** Finished episodes by how they began. */
  exchange1Dearer: number
  exchange2Dearer: number
  unfinished: number
  /** Of the finished ones, seconds; NaN without any. */
  episodeMedianS: number
  episodeP95S: number
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
 * What is said of a range of points, in bounded memory whatever its length.
 *
 * An episode begins beyond 0.4 % and ends within 0.05 % (contract §6); holes are no part of its
 * duration. The half-life is that of a first-order autoregression of the spread, by the last point of
 * each second, over seconds that follow each other: ln 0.5 / ln phi.
 */
export class HistoryStatistics implements PointSink {
  readonly #options: HistoryStatisticsOptions
  readonly #values = new Quantiles()
  readonly #durations = new Quantiles()
  #sum = 0
  #highest = -Infinity
  #highestMs = NaN
  #lowest = Infinity
  #lowestMs = NaN
  #firstMs = NaN
  #lastMs = NaN
  #last = NaN
  #coveredMs = 0
  #weightMs = 0
  #aboveMs = 0
  /** 1 or -1 while an episode lasts, by who was dearer when it began. */
  #episode = 0
  #episodeMs = 0
  readonly #episodes = { exchange1Dearer: 0, exchange2Dearer: 0 }
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
    this.#reversion.add(Infinity, NaN)
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
      ...this.#episodes,
      unfinished: this.#episode === 0 ? 0 : 1,
      episodeMedianS: this.#durations.at(50),
      episodeP95S: this.#durations.at(95),
      timeAbovePct: this.#weightMs === 0 ? 0 : (this.#aboveMs / this.#weightMs) * 100,
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
    this.#follow(value)
    this.#reversion.add(Math.floor(timeMs / SECOND_MS), value)
    this.#last = value
    this.#lastMs = timeMs
  }

  /** Time goes by with the last value in force. */
  #pass(elapsedMs: number): void {
    const { toleranceMs } = this.#options
    const weightMs = Math.min(elapsedMs, toleranceMs)
    if (elapsedMs <= toleranceMs) this.#coveredMs += elapsedMs
    this.#weightMs += weightMs
    if (Math.abs(this.#last) > EPISODE_BEYOND_PCT) this.#aboveMs += weightMs
    if (this.#episode !== 0) this.#episodeMs += weightMs
  }

  #follow(value: number): void {
    const size = Math.abs(value)
    if (this.#episode === 0) {
      if (size <= EPISODE_BEYOND_PCT) return
      this.#episode = value > 0 ? 1 : -1
      this.#episodeMs = 0
    } else if (size < EPISODE_NEUTRAL_PCT) {
      if (this.#episode > 0) this.#episodes.exchange1Dearer++
      else this.#episodes.exchange2Dearer++
      this.#durations.add(this.#episodeMs / SECOND_MS)
      this.#episode = 0
    }
  }
}

/** Least squares of each second's value on that of the second before. */
class Reversion {
  /** Values less the first one: they may be far from zero and near to each other. */
  #origin = NaN
  #second = NaN
  #value = NaN
  #secondBefore = NaN
  #valueBefore = NaN
  #pairs = 0
  #x = 0
  #y = 0
  #xx = 0
  #xy = 0

  /** The last value of a second counts. */
  add(second: number, value: number): void {
    if (Number.isNaN(this.#origin)) this.#origin = value
    if (second !== this.#second) {
      if (this.#second === this.#secondBefore + 1) this.#pair(this.#valueBefore, this.#value)
      this.#secondBefore = this.#second
      this.#valueBefore = this.#value
      this.#second = second
    }
    this.#value = value - this.#origin
  }

  halfLifeS(): number {
    const variance = this.#pairs * this.#xx - this.#x * this.#x
    const slope = (this.#pairs * this.#xy - this.#x * this.#y) / variance
    if (this.#pairs < MIN_SECONDS || !(slope > 0 && slope < 1)) return NaN
    return Math.log(0.5) / Math.log(slope)
  }

  #pair(x: number, y: number): void {
    this.#pairs++
    this.#x += x
    this.#y += y
    this.#xx += x * x
    this.#xy += x * y
  }
}
