import { HOLE_CAUSES } from '../market/hole'
import { cutLeg, firstRowAt, mergeLegs, NO_QUOTES } from './history-legs'
import { createPointBatch, type PointSink } from './history-points'
import type { LegColumns } from './join'
import { spreadOfKind } from './spread'

export interface HistoryJoinOptions {
  /** left: a point for each quote of leg 1; otherwise for each time at which either leg quoted. */
  isLeft: boolean
  toleranceMs: number
  /** Position in SPREAD_KINDS. */
  kind: number
  sink: PointSink
}

/** A hole that no point has ended. */
export interface OpenHole {
  /** Times of the last point, and of the last quote or the end of the silence after it, epoch milliseconds. */
  fromMs: number
  toMs: number
  /** Position in HOLE_CAUSES + 1. */
  hole: number
}

/** So long a silence of both legs is no fault of theirs if it is most of the hole: nothing was recorded. */
const MIN_FEED_DOWN_MS = 60_000
const SECOND_MS = 1_000

const NO_HOLE = 0
const LEG1_STALE = 1 + HOLE_CAUSES.indexOf('leg1_stale')
const LEG2_STALE = 1 + HOLE_CAUSES.indexOf('leg2_stale')
const FEED_DOWN = 1 + HOLE_CAUSES.indexOf('feed_down')

/**
 * The joins of contract §2 over pieces of two legs, such as hours: what `leftJoin` and
 * `eitherLegJoin` make of the whole, wherever it is cut, and the holes that the live engine tells.
 * Nothing is allocated for a point. Where both legs quote at one time, leg 1 is taken to be first.
 */
export class HistoryJoin {
  readonly #options: HistoryJoinOptions
  readonly #batch = createPointBatch()
  #rest1 = NO_QUOTES
  #rest2 = NO_QUOTES
  /** All quotes before it have been joined. */
  #joinedMs = -Infinity
  /** The latest quotes; NaN before the first. */
  #time1 = NaN
  #bid1 = NaN
  #ask1 = NaN
  #time2 = NaN
  #bid2 = NaN
  #ask2 = NaN
  #lastPointMs = NaN
  /** Of the hole that is open; how long both legs were silent in it at most. */
  #hole = NO_HOLE
  #silenceMs = 0
  #lateRows = 0
  #silentUntilMs = -Infinity

  constructor(options: HistoryJoinOptions) {
    this.#options = options
  }

  /** Quotes left out because those of their time had been joined already. */
  get lateRows(): number {
    return this.#lateRows
  }

  /** Of the newest quote of either leg; NaN before the first. */
  get clockMs(): number {
    return Math.max(
      Number.isNaN(this.#time1) ? -Infinity : this.#time1,
      Number.isNaN(this.#time2) ? -Infinity : this.#time2,
    )
  }

  /** Undefined: the last point is the end of what both legs have. */
  get openHole(): OpenHole | undefined {
    if (this.#hole === NO_HOLE) return undefined
    const toMs = Math.max(this.clockMs, this.#silentUntilMs)
    return { fromMs: this.#lastPointMs, toMs, hole: this.#causeUntil(toMs) }
  }

  /**
   * Takes the next piece of each leg, in time order, and joins the quotes before `untilMs`; the rest
   * waits for the pieces that follow. Their rows must not change until then.
   */
  add(leg1: LegColumns, leg2: LegColumns, untilMs: number): void {
    const next1 = mergeLegs(this.#rest1, this.#onTime(leg1))
    const next2 = mergeLegs(this.#rest2, this.#onTime(leg2))
    const end1 = firstRowAt(next1, untilMs)
    const end2 = firstRowAt(next2, untilMs)
    this.#rest1 = cutLeg(next1, end1)
    this.#rest2 = cutLeg(next2, end2)
    this.#joinedMs = Math.max(this.#joinedMs, untilMs)
    this.#join(cutLeg(next1, 0, end1), cutLeg(next2, 0, end2))
    this.#flush()
  }

  /** There is no quote between the last one and `timeMs`: a hole may begin with the last point. */
  silentUntil(timeMs: number): void {
    if (timeMs <= this.clockMs) return
    this.#silentUntilMs = timeMs
    if (!(timeMs - this.#lastPointMs > this.#options.toleranceMs)) return
    this.#hear(timeMs)
    if (this.#hole !== NO_HOLE || !this.#misses(timeMs)) return
    this.#hole = this.#time1 <= this.#time2 ? LEG1_STALE : LEG2_STALE
  }

  #onTime(leg: LegColumns): LegColumns {
    const first = firstRowAt(leg, this.#joinedMs)
    this.#lateRows += first
    return first === 0 ? leg : cutLeg(leg, first)
  }

  #join(leg1: LegColumns, leg2: LegColumns): void {
    const { isLeft, toleranceMs } = this.#options
    const n = leg1.timeMs.length
    const m = leg2.timeMs.length
    let row1 = 0
    let row2 = 0
    while (row1 < n || row2 < m) {
      const at1 = row1 < n ? leg1.timeMs[row1]! : Infinity
      const at2 = row2 < m ? leg2.timeMs[row2]! : Infinity
      const now = at1 < at2 ? at1 : at2
      const before1 = this.#time1
      const before2 = this.#time2
      if (now - this.#lastPointMs > toleranceMs) this.#hear(now)
      if (at2 === now) {
        // Of quotes of leg 2 at one time the last counts; of leg 1 only where they are no points.
        while (row2 + 1 < m && leg2.timeMs[row2 + 1] === now) row2++
        this.#time2 = now
        this.#bid2 = leg2.bid[row2]!
        this.#ask2 = leg2.ask[row2]!
        row2++
      }
      if (at1 === now) {
        if (!isLeft) while (row1 + 1 < n && leg1.timeMs[row1 + 1] === now) row1++
        this.#time1 = now
        this.#bid1 = leg1.bid[row1]!
        this.#ask1 = leg1.ask[row1]!
        row1++
      } else if (isLeft) continue
      this.#look(now, before1, before2)
    }
  }

  /** What the latest quotes make: a point, or a hole once they are apart for too long. */
  #look(now: number, before1: number, before2: number): void {
    const { toleranceMs } = this.#options
    const apart = this.#time1 - this.#time2
    const isPoint = apart <= toleranceMs && -apart <= toleranceMs
    if (now - this.#lastPointMs > toleranceMs && this.#hole === NO_HOLE && this.#misses(now)) {
      this.#hole = this.#blame(now, isPoint, before1, before2)
    }
    if (isPoint) this.#put(now)
  }

  /** Whether a whole second lies between the last point's second and that of `now`. */
  #misses(now: number): boolean {
    return Math.floor(this.#lastPointMs / SECOND_MS) + 1 < Math.floor(now / SECOND_MS)
  }

  /** As the engine does, which is told of leg 1 first. Of two legs equally old the first is named. */
  #blame(now: number, isPoint: boolean, before1: number, before2: number): number {
    const isAlone = !isPoint || now - before2 > this.#options.toleranceMs
    const time1 = isAlone ? this.#time1 : before1
    const time2 = isPoint ? before2 : this.#time2
    return time1 <= time2 ? LEG1_STALE : LEG2_STALE
  }

  /** Called at each time with a quote while points are more than the tolerance apart. */
  #hear(now: number): void {
    const clock = Math.max(this.clockMs, this.#lastPointMs)
    this.#silenceMs = Math.max(this.#silenceMs, now - clock)
  }

  #causeUntil(timeMs: number): number {
    const lengthMs = timeMs - this.#lastPointMs
    const isNobodys = this.#silenceMs >= MIN_FEED_DOWN_MS && this.#silenceMs * 2 >= lengthMs
    return isNobodys ? FEED_DOWN : this.#hole
  }

  #put(timeMs: number): void {
    const batch = this.#batch
    const at = batch.length++
    batch.timeMs[at] = timeMs
    batch.bid1[at] = this.#bid1
    batch.ask1[at] = this.#ask1
    batch.bid2[at] = this.#bid2
    batch.ask2[at] = this.#ask2
    batch.hole[at] = this.#hole === NO_HOLE ? NO_HOLE : this.#causeUntil(timeMs)
    this.#hole = NO_HOLE
    this.#silenceMs = 0
    this.#lastPointMs = timeMs
    if (batch.length === batch.timeMs.length) this.#flush()
  }

  #flush(): void {
    const batch = this.#batch
    const { kind, sink } = this.#options
    const { bid1, ask1, bid2, ask2, spread } = batch
    for (let at = 0; at < batch.length; at++) {
      spread[at] = spreadOfKind(kind, bid1[at]!, ask1[at]!, bid2[at]!, ask2[at]!)
    }
    if (batch.length > 0) sink.take(batch)
    batch.length = 0
  }
}
