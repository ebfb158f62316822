import type { ReadResult } from '../window/read-result'
import type { MarketMemory } from './market-memory'
import type { RowColumns, SeriesHead } from './series-columns'

/** Reads bar series while another thread writes them. */
export class SeriesReader {
  /** A series never holds more rows than this. */
  readonly maxRows: number

  constructor(memory: MarketMemory) {
    this.maxRows = memory.limits.windowSeconds + 2
  }

  /** A slab the writer announced by `onSlab('series', ...)`. */
  addSlab(_index: number, _buffer: SharedArrayBuffer): void {
    throw new Error('SeriesReader: being built')
  }

  /** One atomic load; differs from an earlier answer when the slot has changed since. */
  version(_slot: number): number {
    throw new Error('SeriesReader: being built')
  }

  readHead(_slot: number, _generation: number, _into: SeriesHead): ReadResult {
    throw new Error('SeriesReader: being built')
  }

  /**
   * Copies the rows from max(fromRow, the oldest held) on for one spread kind.
   *
   * @throws RangeError when `into` has no room for them
   */
  readRows(
    _slot: number,
    _generation: number,
    _fromRow: number,
    _kind: number,
    _into: RowColumns,
  ): ReadResult {
    throw new Error('SeriesReader: being built')
  }

  /** Asks for one `onWake(slot)` at the next change. Check the version again after arming. */
  arm(_slot: number): void {
    throw new Error('SeriesReader: being built')
  }
}
