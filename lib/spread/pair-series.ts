import type { HoleCause } from '../market/hole'
import type { Leg } from './leg'
import { HAS_LEGS, UPDATED_MS } from './pair-state'
import * as at from './series-layout'
import { LAST_POINT_MS, NEWEST_MS, type SeriesTable } from './series-table'
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

  constructor(table: SeriesTable, leg1: Leg, leg2: Leg, nowMs: number) {
    this.slot = table.open()
    this.generation = table.rows.control.generation(this.slot)
    this.#table = table
    this.#leg1 = leg1
    this.#leg2 = leg2
    table.state.cells[table.state.at(this.slot) + UPDATED_MS] = nowMs
  }

  /** Local clock at the arrival of the newest point; before the first, when the pair was made. */
  get updatedMs(): number {
    return this.#table.state.cells[this.#table.state.at(this.slot) + UPDATED_MS]!
  }

  /** From now on these are its legs; what they have quoted before is not looked at. */
  follow(leg1: Leg, leg2: Leg): void {
    this.#leg1 = leg1
    this.#leg2 = leg2
    this.#table.state.cells[this.#table.state.at(this.slot) + HAS_LEGS] = 0
  }

  close(): void {
    this.#table.rows.close(this.slot)
  }

  /** One leg has a new latest quote: to be called for every one of them. True when that made a point. */
  update(changed: Leg, feedIsDown: boolean): boolean {
    const table = this.#table
    const { slot } = this
    table.begin(slot)
    table.takeQuote(slot, this.#leg1, this.#leg2, changed)
    const isPoint = table.legsAreNear(slot)
    if (isPoint) this.#point(changed, feedIsDown)
    else if (table.isApart() && !table.bars.isHoleOpen(slot)) {
      const cause = causeOf(feedIsDown, this.#leg1.timeMs, this.#leg2.timeMs)
      this.#openHole(toSecond(table.times[NEWEST_MS]!), cause)
    }
    table.end(slot)
    return isPoint
  }

  /** Opens a hole that only the clock can tell, says its cause anew, ages the hourly figures. */
  sweep({ nowMs, isDown, downSinceMs }: FeedView): void {
    const { slot, updatedMs } = this
    const table = this.#table
    const lastPointMs = table.lastPointMs(slot)
    if (Number.isNaN(lastPointMs)) return
    const toPairTimeMs = lastPointMs - updatedMs
    this.#ageHour(nowMs + toPairTimeMs)
    const { bars } = table
    const second = toSecond(nowMs + toPairTimeMs)
    const isDue = nowMs - updatedMs > table.toleranceMs && second > this.#holeFrom()
    if (!bars.isHoleOpen(slot) && !isDue) return
    const cause = causeOf(isDown, this.#leg1.timeMs, this.#leg2.timeMs)
    if (bars.holeCause(slot) === cause) return
    table.begin(slot)
    if (bars.isHoleOpen(slot)) {
      // That a feed is down shows only after a while; the hole is its fault from when it went.
      const since = isDown ? toSecond(downSinceMs + toPairTimeMs) : second
      bars.changeCause(slot, Math.max(since, this.#holeFrom()), cause)
    } else {
      bars.openHole(slot, this.#holeFrom(), cause)
    }
    table.end(slot)
  }

  /** Drops what is older than the window, although no newer point has come. */
  expire(nowMs: number): void {
    const lastPointMs = this.#table.lastPointMs(this.slot)
    if (Number.isNaN(lastPointMs)) return
    this.#table.bars.expire(this.slot, toSecond(nowMs + lastPointMs - this.updatedMs))
  }

  #point(changed: Leg, feedIsDown: boolean): void {
    const { slot } = this
    const table = this.#table
    const { times, spreads, hour, bands, bars, state } = table
    const timeMs = times[NEWEST_MS]!
    const second = toSecond(timeMs)
    const isApart = table.isApart()
    if (bars.isHoleOpen(slot)) bars.takeHolesBack(slot, isApart ? second : -Infinity)
    if (isApart && !bars.isHoleOpen(slot)) this.#openHoleBefore(second, changed, feedIsDown)
    const replaces = timeMs === times[LAST_POINT_MS]
    const { values } = table.rows.control
    const head = table.rows.control.headAt(slot)
    const bid1 = values[head + at.HEAD_BID1]!
    const bid2 = values[head + at.HEAD_BID2]!
    spreads[0] = bidSpread(bid1, bid2)
    spreads[1] = buy2Sell1(bid1, values[head + at.HEAD_ASK2]!)
    spreads[2] = buy1Sell2(values[head + at.HEAD_ASK1]!, bid2)
    if (isApart) hour.cut(slot)
    const isNewMinute = hour.advance(slot, toMinute(timeMs))
    const hasNewFigures = hour.add(slot, spreads, replaces)
    const hasNewBands = bands.add(slot, spreads, replaces)
    state.cells[state.at(slot) + UPDATED_MS] = changed.arrivalMs
    bars.addPoint(slot, second, replaces, hasNewBands)
    table.writeNow(slot)
    if (isNewMinute || hasNewFigures) table.writeHour(slot)
  }

  #openHoleBefore(second: number, changed: Leg, feedIsDown: boolean): void {
    const leg1 = this.#leg1
    const leg2 = this.#leg2
    const time1 = changed === leg1 ? leg1.previousMs : leg1.timeMs
    const time2 = changed === leg2 ? leg2.previousMs : leg2.timeMs
    this.#openHole(second, causeOf(feedIsDown, time1, time2))
  }

  /** Opens a hole, unless not one whole second between the last point and `second` is missing. */
  #openHole(second: number, cause: HoleCause): void {
    const from = this.#holeFrom()
    if (from < second) this.#table.bars.openHole(this.slot, from, cause)
  }

  #holeFrom(): number {
    return toSecond(this.#table.lastPointMs(this.slot)) + 1
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
