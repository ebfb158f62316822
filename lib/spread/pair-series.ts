import type { HoleCause } from '../market/hole'
import type { Leg } from './leg'
import type { MarketLimits } from './market-limits'
import { SeriesRows } from './series-rows'
import type { SeriesTable } from './series-table'
import { buy1Sell2, buy2Sell1, bidSpread } from './spread'

/** What the sweep knows of the feed, by the local clock. */
export interface FeedView {
  nowMs: number
  isDown: boolean
  /** The last sign of life before it went down. */
  downSinceMs: number
}

/**
 * One pair: joins the latest quotes of its legs and keeps its bars, holes and hourly figures. What
 * a quote costs does not depend on how long the pair has been alive.
 *
 * A hole is known as soon as a quote shows that the next point must be more than the tolerance
 * after the last one. While nothing arrives at all, the local clock opens the hole; if quotes that
 * were only delayed then show that there was none, its rows are taken back.
 */
export class PairSeries {
  readonly slot: number
  readonly generation: number
  readonly #table: SeriesTable
  #leg1: Leg
  #leg2: Leg
  readonly #toleranceMs: number
  readonly #rows: SeriesRows
  #lastPointMs = NaN
  #updatedMs: number

  constructor(table: SeriesTable, leg1: Leg, leg2: Leg, nowMs: number, limits: MarketLimits) {
    this.slot = table.open()
    this.generation = table.rows.control.generation(this.slot)
    this.#table = table
    this.#leg1 = leg1
    this.#leg2 = leg2
    this.#updatedMs = nowMs
    this.#toleranceMs = limits.asofToleranceMs
    this.#rows = new SeriesRows(table, this.slot, limits.windowSeconds)
  }

  /** Local clock at the arrival of the newest point; before the first, when the pair was made. */
  get updatedMs(): number {
    return this.#updatedMs
  }

  /** From now on these are its legs; what they have quoted before is not looked at. */
  follow(leg1: Leg, leg2: Leg): void {
    this.#leg1 = leg1
    this.#leg2 = leg2
  }

  close(): void {
    this.#table.rows.close(this.slot)
  }

  /** One leg has a new latest quote. True when that made a point. */
  update(changed: Leg, feedIsDown: boolean): boolean {
    const leg1 = this.#leg1
    const leg2 = this.#leg2
    const timeMs = leg2.timeMs > leg1.timeMs ? leg2.timeMs : leg1.timeMs
    const isPoint = Math.abs(leg1.timeMs - leg2.timeMs) <= this.#toleranceMs
    this.#table.begin(this.slot)
    this.#table.writeLegs(this.slot, leg1, leg2)
    if (isPoint) this.#point(timeMs, changed, feedIsDown)
    else if (this.#isApart(timeMs) && !this.#rows.isHoleOpen) {
      this.#openHole(toSecond(timeMs), causeOf(feedIsDown, leg1.timeMs, leg2.timeMs))
    }
    this.#table.end(this.slot)
    return isPoint
  }

  /** Opens a hole that only the clock can tell, says its cause anew, ages the hourly figures. */
  sweep({ nowMs, isDown, downSinceMs }: FeedView): void {
    if (Number.isNaN(this.#lastPointMs)) return
    const toPairTimeMs = this.#lastPointMs - this.#updatedMs
    this.#ageHour(nowMs + toPairTimeMs)
    const rows = this.#rows
    const second = toSecond(nowMs + toPairTimeMs)
    const isDue = nowMs - this.#updatedMs > this.#toleranceMs && second > this.#holeFrom()
    if (!rows.isHoleOpen && !isDue) return
    const cause = causeOf(isDown, this.#leg1.timeMs, this.#leg2.timeMs)
    if (rows.holeCause === cause) return
    this.#table.begin(this.slot)
    if (rows.isHoleOpen) {
      // That a feed is down shows only after a while; the hole is its fault from when it went.
      const since = isDown ? toSecond(downSinceMs + toPairTimeMs) : second
      rows.changeCause(Math.max(since, this.#holeFrom()), cause)
    } else {
      rows.openHole(this.#holeFrom(), cause)
    }
    this.#table.end(this.slot)
  }

  /** Drops what is older than the window, although no newer point has come. */
  expire(nowMs: number): void {
    if (Number.isNaN(this.#lastPointMs)) return
    this.#rows.expire(toSecond(nowMs + this.#lastPointMs - this.#updatedMs))
  }

  #point(timeMs: number, changed: Leg, feedIsDown: boolean): void {
    const leg1 = this.#leg1
    const leg2 = this.#leg2
    const second = toSecond(timeMs)
    const isApart = this.#isApart(timeMs)
    if (this.#rows.isHoleOpen) this.#rows.takeHolesBack(isApart ? second : -Infinity)
    if (isApart && !this.#rows.isHoleOpen) {
      const time1 = changed === leg1 ? leg1.previousMs : leg1.timeMs
      const time2 = changed === leg2 ? leg2.previousMs : leg2.timeMs
      this.#openHole(second, causeOf(feedIsDown, time1, time2))
    }
    const replaces = timeMs === this.#lastPointMs
    const { slot } = this
    const { spreads, hour, bands } = this.#table
    spreads[0] = bidSpread(leg1.bid, leg2.bid)
    spreads[1] = buy2Sell1(leg1.bid, leg2.ask)
    spreads[2] = buy1Sell2(leg1.ask, leg2.bid)
    if (isApart) hour.cut(slot)
    const isNewMinute = hour.advance(slot, toMinute(timeMs))
    const hasNewFigures = hour.add(slot, spreads, replaces)
    const hasNewBands = bands.add(slot, spreads, replaces)
    this.#lastPointMs = timeMs
    this.#updatedMs = changed.arrivalMs
    this.#rows.addPoint(second, replaces, leg1, leg2, hasNewBands)
    this.#table.writeNow(slot, timeMs)
    if (isNewMinute || hasNewFigures) this.#table.writeHour(slot)
  }

  /** Opens a hole, unless not one whole second between the last point and `second` is missing. */
  #openHole(second: number, cause: HoleCause): void {
    if (this.#holeFrom() < second) this.#rows.openHole(this.#holeFrom(), cause)
  }

  #holeFrom(): number {
    return toSecond(this.#lastPointMs) + 1
  }

  /** False before the first point. */
  #isApart(timeMs: number): boolean {
    return timeMs - this.#lastPointMs > this.#toleranceMs
  }

  #ageHour(pairTimeMs: number): void {
    if (!this.#table.hour.advance(this.slot, toMinute(pairTimeMs))) return
    if (this.#table.hasHour(this.slot)) return
    this.#table.begin(this.slot)
    this.#table.writeHour(this.slot)
    this.#table.end(this.slot)
  }
}

function toSecond(timeMs: number): number {
  return Math.floor(timeMs / 1_000)
}

function toMinute(timeMs: number): number {
  return Math.floor(timeMs / 60_000)
}

/** Of two legs that are equally old the first is named. */
function causeOf(feedIsDown: boolean, time1Ms: number, time2Ms: number): HoleCause {
  if (feedIsDown) return 'feed_down'
  return time1Ms <= time2Ms ? 'leg1_stale' : 'leg2_stale'
}
