import { SPREAD_KINDS } from '../market/spread-kind'
import { PagedRows, type TakeBackListener } from '../window/paged-rows'
import { WakeFlags } from '../window/wake-flags'
import { HourFigures } from './hour-figures'
import type { Leg } from './leg'
import { type MarketMemory, seriesLayout } from './market-memory'
import * as at from './series-layout'
import { SlidingBands } from './sliding-bands'

const KINDS = SPREAD_KINDS.length

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
  readonly bands: SlidingBands
  readonly hour: HourFigures
  /** Of the point at hand. */
  readonly spreads = new Float64Array(KINDS)
  readonly #wakes: WakeFlags
  readonly #onWake: (slot: number) => void

  constructor(memory: MarketMemory, { onSlab, onWake, onTakeBack }: SeriesTableEvents) {
    this.rows = new PagedRows(seriesLayout(memory.limits), memory.series, onSlab, onTakeBack)
    this.bands = new SlidingBands({ pairs: memory.limits.maxPairs })
    this.hour = new HourFigures(memory.limits.maxPairs)
    this.#wakes = new WakeFlags(memory.wakes)
    this.#onWake = onWake
  }

  /** A slot for a new pair. @throws RangeError if all are open */
  open(): number {
    const slot = this.rows.open()
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

  writeLegs(slot: number, leg1: Leg, leg2: Leg): void {
    const { values } = this.rows.control
    const head = this.rows.control.headAt(slot)
    values[head + at.HEAD_TIME1] = leg1.timeMs
    values[head + at.HEAD_BID1] = leg1.bid
    values[head + at.HEAD_ASK1] = leg1.ask
    values[head + at.HEAD_TIME2] = leg2.timeMs
    values[head + at.HEAD_BID2] = leg2.bid
    values[head + at.HEAD_ASK2] = leg2.ask
    values[head + at.HEAD_ARRIVAL] = newer(leg1, leg2).arrivalMs
  }

  /** Of the point at hand. */
  writeNow(slot: number, lastPointMs: number): void {
    const { values } = this.rows.control
    const head = this.rows.control.headAt(slot)
    values[head + at.HEAD_LAST_POINT] = lastPointMs
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

function newer(leg1: Leg, leg2: Leg): Leg {
  if (leg1.timeMs === leg2.timeMs) return leg1.arrivalMs > leg2.arrivalMs ? leg1 : leg2
  return leg2.timeMs > leg1.timeMs || Number.isNaN(leg1.timeMs) ? leg2 : leg1
}
