import { SPREAD_KINDS } from '../market/spread-kind'
import { PagedRowsReader } from '../window/paged-rows-reader'
import type { ReadResult } from '../window/read-result'
import { WakeFlags } from '../window/wake-flags'
import { type MarketMemory, maxSeriesRows, seriesLayout } from './market-memory'
import type { RowColumns, SeriesHead } from './series-columns'
import * as at from './series-layout'
import { spreadOfKind } from './spread'

/** Reads bar series while another thread writes them. */
export class SeriesReader {
  /** A series never holds more rows than this. */
  readonly maxRows: number
  readonly #columns: PagedRowsReader
  readonly #wakes: WakeFlags
  readonly #stamps: Float64Array

  constructor(memory: MarketMemory) {
    this.maxRows = maxSeriesRows(memory.limits)
    this.#columns = new PagedRowsReader(seriesLayout(memory.limits), memory.series)
    this.#wakes = new WakeFlags(memory.wakes)
    this.#stamps = new Float64Array(this.maxRows)
  }

  /** A slab as the writer announced it by `onSlab('series', ...)`; undefined: it was given back. */
  setSlab(index: number, buffer: SharedArrayBuffer | undefined): void {
    this.#columns.setSlab(index, buffer)
  }

  /** One atomic load; differs from an earlier answer when the slot has changed since. */
  version(slot: number): number {
    return this.#columns.version(slot)
  }

  /** Asks for one `onWake(slot)` at the next change. Check the version again after arming. */
  arm(slot: number): void {
    this.#wakes.arm(slot)
  }

  readHead(slot: number, generation: number, into: SeriesHead): ReadResult {
    const columns = this.#columns
    return columns.read(slot, generation, (version) => {
      into.version = version
      into.rewrites = columns.headCount(slot, at.COUNT_REWRITES)
      into.firstRow = columns.firstRow(slot)
      into.endRow = columns.endRow(slot)
      into.holeOpen = columns.headCount(slot, at.COUNT_HOLE_OPEN) !== 0
      into.time1Ms = columns.headValue(slot, at.HEAD_TIME1)
      into.bid1 = columns.headValue(slot, at.HEAD_BID1)
      into.ask1 = columns.headValue(slot, at.HEAD_ASK1)
      into.time2Ms = columns.headValue(slot, at.HEAD_TIME2)
      into.bid2 = columns.headValue(slot, at.HEAD_BID2)
      into.ask2 = columns.headValue(slot, at.HEAD_ASK2)
      into.arrivalMs = columns.headValue(slot, at.HEAD_ARRIVAL)
      into.lastPointMs = columns.headValue(slot, at.HEAD_LAST_POINT)
      into.hourLowPct = columns.headValue(slot, at.HEAD_HOUR_LOW)
      into.hourHighPct = columns.headValue(slot, at.HEAD_HOUR_HIGH)
      for (let kind = 0; kind < SPREAD_KINDS.length; kind++) {
        into.now[kind] = columns.headValue(slot, at.HEAD_NOW + kind)
        into.extreme[kind] = columns.headValue(slot, at.HEAD_EXTREME + kind)
        into.episodes[kind] = columns.headCount(slot, at.COUNT_EPISODES + kind)
      }
      return true
    })
  }

  /**
   * Copies the rows from max(fromRow, the oldest held) on for one spread kind.
   *
   * @throws RangeError when `into` has less room than `maxRows`
   */
  readRows(
    slot: number,
    generation: number,
    fromRow: number,
    kind: number,
    into: RowColumns,
  ): ReadResult {
    if (into.time.length < this.maxRows) {
      throw new RangeError(`readRows: room for ${into.time.length} of ${this.maxRows} rows`)
    }
    const columns = this.#columns
    const low = at.lowColumn(kind)
    const result = columns.read(slot, generation, (version) => {
      const first = Math.max(fromRow, columns.firstRow(slot))
      const end = columns.endRow(slot)
      const copy = (column: number, target: Float64Array) =>
        columns.copyColumn(slot, column, first, end, target)
      into.version = version
      into.rewrites = columns.headCount(slot, at.COUNT_REWRITES)
      into.firstRow = first
      into.length = Math.max(0, end - first)
      return (
        copy(at.STAMP, this.#stamps) &&
        copy(at.BID1, into.bid1) &&
        copy(at.ASK1, into.ask1) &&
        copy(at.BID2, into.bid2) &&
        copy(at.ASK2, into.ask2) &&
        copy(low, into.low) &&
        copy(low + 1, into.high) &&
        copy(low + 2, into.upper) &&
        copy(low + 3, into.lower)
      )
    })
    if (result === 'ok') this.#derive(kind, into)
    return result
  }

  #derive(kind: number, into: RowColumns): void {
    const { bid1, ask1, bid2, ask2 } = into
    for (let row = 0; row < into.length; row++) {
      const stamp = this.#stamps[row]!
      into.time[row] = at.secondOf(stamp)
      into.count[row] = at.countOf(stamp)
      into.last[row] = spreadOfKind(kind, bid1[row]!, ask1[row]!, bid2[row]!, ask2[row]!)
    }
  }
}
