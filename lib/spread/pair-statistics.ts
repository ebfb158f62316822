import type { EpisodeFigures } from './episodes'
import { HistoryJoin } from './history-join'
import { firstRowAt } from './history-legs'
import type { LegColumns } from './join'
import { TickStatistics, type TickThreshold } from './pair-statistics-ticks'
import { TimeStatistics } from './pair-statistics-time'

const HOUR_MS = 3_600_000
const SECONDS_PER_HOUR = 3_600
const MINUTES_PER_HOUR = 60
const SECOND_MS = 1_000
/** Position of the ratio of bids in SPREAD_KINDS. */
const BID = 0

/** Of contract §6, by tick. */
export interface ThresholdFigures {
  cycles: number
  cyclesPerHour: number
  pctTimeAbove: number
  avgCycleDurationS: number
  patternBreak: boolean
  /** Weighted by time: percent; NaN where no point weighs anything. */
  timeAbovePct: number
  episodes: EpisodeFigures
}

/** NaN stands for what cannot be told. */
export interface PairFigures {
  highest: number
  lowest: number
  mean: number
  zeroCrossings: number
  zeroCrossingsPerHour: number
  zeroCrossingsPerMinute: number
  /** In the order in which the thresholds were given. */
  thresholds: readonly ThresholdFigures[]
  /** Ticks of exchange 1, and those of them with a partner. */
  dataPoints: number
  joinedPoints: number
  durationHours: number
  largestGapS: number
  /** Of the time from the first to the last quote of either leg. */
  coveredPct: number
  halfLifeS: number
}

/**
 * The analyzer's statistics of one pair (contract §6), from pieces of its legs in time order, in
 * bounded memory whatever the range.
 */
export class PairStatistics {
  readonly #ticks: TickStatistics
  readonly #time: TimeStatistics
  readonly #joins: readonly HistoryJoin[]
  #joinedMs = -Infinity
  #dataPoints = 0
  /** First and last time of leg 1, and of either leg. */
  #first1 = Infinity
  #last1 = -Infinity
  #firstMs = Infinity
  #lastMs = -Infinity

  /** `thresholds`: percent. */
  constructor(options: { toleranceMs: number; thresholds: readonly number[] }) {
    const { toleranceMs, thresholds } = options
    this.#ticks = new TickStatistics(thresholds)
    this.#time = new TimeStatistics(toleranceMs, thresholds)
    this.#joins = [
      new HistoryJoin({ isLeft: true, toleranceMs: Infinity, kind: BID, sink: this.#ticks }),
      new HistoryJoin({ isLeft: false, toleranceMs, kind: BID, sink: this.#time }),
    ]
  }

  /**
   * Takes the next piece of each leg and uses the quotes before `untilMs`; the rest waits for the
   * pieces that follow. Their rows must not change until then. The last piece: Infinity.
   */
  add(leg1: LegColumns, leg2: LegColumns, untilMs: number): void {
    const late1 = firstRowAt(leg1, this.#joinedMs)
    const late2 = firstRowAt(leg2, this.#joinedMs)
    const { timeMs: times1 } = leg1
    const { timeMs: times2 } = leg2
    this.#dataPoints += times1.length - late1
    this.#first1 = Math.min(this.#first1, times1[late1] ?? Infinity)
    this.#last1 = Math.max(this.#last1, times1.at(-1) ?? -Infinity)
    this.#firstMs = Math.min(this.#firstMs, this.#first1, times2[late2] ?? Infinity)
    this.#lastMs = Math.max(this.#lastMs, this.#last1, times2.at(-1) ?? -Infinity)
    for (const join of this.#joins) join.add(leg1, leg2, untilMs)
    this.#joinedMs = Math.max(this.#joinedMs, untilMs)
  }

  /** After the last piece. */
  figures(): PairFigures {
    const ticks = this.#ticks
    const time = this.#time
    const hours = this.#dataPoints === 0 ? 0 : (this.#last1 - this.#first1) / HOUR_MS
    const zeroCrossingsPerHour = perHour(ticks.zeroCrossings, hours)
    const rangeMs = this.#lastMs - this.#firstMs
    return {
      highest: ticks.highest,
      lowest: ticks.lowest,
      mean: ticks.mean,
      zeroCrossings: ticks.zeroCrossings,
      zeroCrossingsPerHour,
      zeroCrossingsPerMinute: zeroCrossingsPerHour / MINUTES_PER_HOUR,
      thresholds: ticks.thresholds.map((threshold, at) =>
        this.#thresholdFigures(threshold, hours, time.episodes[at]!.figures()),
      ),
      dataPoints: this.#dataPoints,
      joinedPoints: ticks.ticks,
      durationHours: hours,
      largestGapS: time.largestGapMs(this.#firstMs, this.#lastMs) / SECOND_MS,
      coveredPct: rangeMs > 0 ? (time.coveredMs / rangeMs) * 100 : NaN,
      halfLifeS: time.halfLifeS(),
    }
  }

  #thresholdFigures(
    { beyondPct, cycles, above }: TickThreshold,
    hours: number,
    episodes: EpisodeFigures,
  ): ThresholdFigures {
    const { ticks, last } = this.#ticks
    // The order of operations is part of the contract.
    const pctTimeAbove = (above / ticks) * 100
    const aboveS = ((hours * pctTimeAbove) / 100) * SECONDS_PER_HOUR
    return {
      cycles,
      cyclesPerHour: perHour(cycles, hours),
      pctTimeAbove,
      avgCycleDurationS: cycles === 0 ? 0 : aboveS / cycles,
      patternBreak: Math.abs(last) > beyondPct,
      timeAbovePct: (episodes.aboveMs / this.#time.weightMs) * 100,
      episodes,
    }
  }
}

/** All ticks at one moment: nothing can be said for an hour. */
function perHour(count: number, hours: number): number {
  return hours > 0 ? count / hours : 0
}
