import { SPREAD_KINDS } from '../market/spread-kind'
import { PagedRows, type TakeBackListener } from '../window/paged-rows'
import { WakeFlags } from '../window/wake-flags'
import { HourFigures } from './hour-figures'
import type { Leg } from './leg'
import { type MarketMemory, seriesLayout } from './market-memory'
import { HAS_LEGS, PairState } from './pair-state'
import * as at from './series-layout'
import { SeriesRows } from './series-rows'
import { SlidingBands } from './sliding-bands'

const KINDS = SPREAD_KINDS.length

/** Time of the newer one of the two latest quotes. */
export const NEWEST_MS = 0
/** Of the last point before it; NaN: there is none. */
export const LAST_POINT_MS = 1

export interface SeriesTableEvents {
  onSlab: (index: number, buffer: SharedArrayBuffer | undefined) => void
  onWake: (slot: number) => void
  onTakeBack?: TakeBackListener
}

/**
 * The shared memory of all pairs, and beside it what is kept of them for the next point. What is written
 * between `begin` and `end` is seen at once. All of it lies in a few large arrays by slot: objects and
 * arrays of each pair cost twice the time with 2,000 pairs, for what they touch (bench/engine).
 */
export class SeriesTable {
  readonly rows: PagedRows
  readonly bars: SeriesRows
  readonly state: PairState
  readonly toleranceMs: number
  readonly bands: SlidingBands
  readonly hour: HourFigures
  /** Of the point at hand. */
  readonly spreads = new Float64Array(KINDS)
  /** Of the quote at hand: NEWEST_MS and LAST_POINT_MS. */
  readonly times = new Float64Array(2)
  readonly #wakes: WakeFlags
  readonly #onWake: (slot: number) => void

  constructor(memory: MarketMemory, { onSlab, onWake, onTakeBack }: SeriesTableEvents) {
    this.rows = new PagedRows(seriesLayout(memory.limits), memory.series, onSlab, onTakeBack)
    this.bars = new SeriesRows(this, memory.limits.windowSeconds)
    this.state = new PairState(memory.limits.maxPairs)
    this.toleranceMs = memory.limits.asofToleranceMs
    this.bands = new SlidingBands({ pairs: memory.limits.maxPairs })
    this.hour = new HourFigures(memory.limits.maxPairs)
    this.#wakes = new WakeFlags(memory.wakes)
    this.#onWake = onWake
  }

  /** A slot for a new pair. @throws RangeError if all are open */
  open(): number {
    const slot = this.rows.open()
    this.state.clear(slot)
    this.bands.clear(slot)
    this.hour.clear(slot)
    return slot
  }

  /** Leaves room for two more rows. */
  begin(slot: number): void {
    this.rows.reserve(slot)
    this.rows.lock(slot)
  }

  end(slot: number): void {
    this.rows.unlock(slot)
    if (this.#wakes.take(slot)) this.#onWake(slot)
  }

  /**
   * The latest quote of one leg becomes the quote at hand. Only `changed` is looked at, if the head
   * holds the quote of the other leg already.
   */
  takeQuote(slot: number, leg1: Leg, leg2: Leg, changed: Leg): void {
    const { values } = this.rows.control
    const head = this.rows.control.headAt(slot)
    const hasLegsAt = this.state.at(slot) + HAS_LEGS
    const isFirst = this.state.cells[hasLegsAt] === 0
    this.state.cells[hasLegsAt] = 1
    if (isFirst || changed === leg1) writeLeg(values, head + at.HEAD_TIME1, leg1)
    if (isFirst || changed === leg2) writeLeg(values, head + at.HEAD_TIME2, leg2)
    const time1Ms = values[head + at.HEAD_TIME1]!
    const time2Ms = values[head + at.HEAD_TIME2]!
    this.times[NEWEST_MS] = time2Ms > time1Ms ? time2Ms : time1Ms
    this.times[LAST_POINT_MS] = values[head + at.HEAD_LAST_POINT]!
    const lag = time2Ms - time1Ms
    if (isFirst || lag === 0) values[head + at.HEAD_ARRIVAL] = newer(leg1, leg2).arrivalMs
    else if (!(changed === leg1 ? lag > 0 : lag < 0)) {
      values[head + at.HEAD_ARRIVAL] = changed.arrivalMs
    }
  }

  /** Whether the two latest quotes make a point. */
  legsAreNear(slot: number): boolean {
    const { values } = this.rows.control
    const head = this.rows.control.headAt(slot)
    const lag = values[head + at.HEAD_TIME1]! - values[head + at.HEAD_TIME2]!
    return Math.abs(lag) <= this.toleranceMs
  }

  /** Whether the quote at hand is too far from the last point; false before the first. */
  isApart(): boolean {
    return this.times[NEWEST_MS]! - this.times[LAST_POINT_MS]! > this.toleranceMs
  }

  /** NaN before the first. */
  lastPointMs(slot: number): number {
    return this.rows.control.values[this.rows.control.headAt(slot) + at.HEAD_LAST_POINT]!
  }

  /** Of the point at hand. */
  writeNow(slot: number): void {
    const { values } = this.rows.control
    const head = this.rows.control.headAt(slot)
    values[head + at.HEAD_LAST_POINT] = this.times[NEWEST_MS]!
    for (let kind = 0; kind < KINDS; kind++) values[head + at.HEAD_NOW + kind] = this.spreads[kind]!
    this.rows.control.words[this.rows.control.countsAt(slot) + at.COUNT_HOLE_OPEN] = 0
  }

  writeHoleOpen(slot: number): void {
    const head = this.rows.control.headAt(slot)
    this.rows.control.values.fill(NaN, head + at.HEAD_NOW, head + at.HEAD_NOW + KINDS)
    this.rows.control.words[this.rows.control.countsAt(slot) + at.COUNT_HOLE_OPEN] = 1
  }

  countRewrite(slot: number): void {
    this.rows.control.words[this.rows.control.countsAt(slot) + at.COUNT_REWRITES]!++
  }

  writeHour(slot: number): void {
    const { hour } = this
    const head = this.rows.control.headAt(slot)
    const counts = this.rows.control.countsAt(slot)
    for (let kind = 0; kind < KINDS; kind++) {
      this.rows.control.values[head + at.HEAD_EXTREME + kind] = hour.extreme(slot, kind)
      this.rows.control.words[counts + at.COUNT_EPISODES + kind] = hour.episodes(slot, kind)
    }
    this.rows.control.values[head + at.HEAD_HOUR_LOW] = hour.lowPct(slot)
    this.rows.control.values[head + at.HEAD_HOUR_HIGH] = hour.highPct(slot)
  }

  /** Whether `writeHour` would change nothing. */
  hasHour(slot: number): boolean {
    const { hour } = this
    const head = this.rows.control.headAt(slot)
    const counts = this.rows.control.countsAt(slot)
    for (let kind = 0; kind < KINDS; kind++) {
      const extreme = this.rows.control.values[head + at.HEAD_EXTREME + kind]
      if (!Object.is(extreme, hour.extreme(slot, kind))) return false
      if (this.rows.control.words[counts + at.COUNT_EPISODES + kind] !== hour.episodes(slot, kind))
        return false
    }
    const { values } = this.rows.control
    return (
      Object.is(values[head + at.HEAD_HOUR_LOW], hour.lowPct(slot)) &&
      Object.is(values[head + at.HEAD_HOUR_HIGH], hour.highPct(slot))
    )
  }
}

/** Time, bid and ask, which follow each other. */
function writeLeg(values: Float64Array, place: number, leg: Leg): void {
  values[place] = leg.timeMs
  values[place + 1] = leg.bid
  values[place + 2] = leg.ask
}

function newer(leg1: Leg, leg2: Leg): Leg {
  if (leg1.timeMs === leg2.timeMs) return leg1.arrivalMs > leg2.arrivalMs ? leg1 : leg2
  return leg2.timeMs > leg1.timeMs || Number.isNaN(leg1.timeMs) ? leg2 : leg1
}
