import { PagedRowsReader } from '../window/paged-rows-reader'
import type { ReadResult } from '../window/read-result'
import {
  type MarketMemory,
  WINDOW_ASK,
  WINDOW_BID,
  WINDOW_TIME_MS,
  windowsLayout,
} from './market-memory'

/** Quotes of one window, oldest first, `length` of them in use. */
export interface QuoteColumns {
  length: number
  timeMs: Float64Array
  bid: Float64Array
  ask: Float64Array
}

/** Room for `points` quotes; `maxPointsPerWindow` is always enough. */
export function createQuoteColumns(points: number): QuoteColumns {
  return {
    length: 0,
    timeMs: new Float64Array(points),
    bid: new Float64Array(points),
    ask: new Float64Array(points),
  }
}

/** Reads quote windows while another thread writes them. */
export class WindowReader {
  readonly #columns: PagedRowsReader
  readonly #maxPoints: number

  constructor(memory: MarketMemory) {
    this.#columns = new PagedRowsReader(windowsLayout(memory.limits), memory.windows)
    this.#maxPoints = memory.limits.maxPointsPerWindow
  }

  /** A slab as the writer announced it by `onSlab('windows', ...)`; undefined: it was given back. */
  setSlab(index: number, buffer: SharedArrayBuffer | undefined): void {
    this.#columns.setSlab(index, buffer)
  }

  /** One atomic load; differs from an earlier answer when the window has changed since. */
  version(slot: number): number {
    return this.#columns.version(slot)
  }

  /** @throws RangeError when `into` has less room than a window may hold points */
  read(slot: number, generation: number, into: QuoteColumns): ReadResult {
    if (into.timeMs.length < this.#maxPoints) {
      throw new RangeError(`read: room for ${into.timeMs.length} of ${this.#maxPoints} points`)
    }
    const columns = this.#columns
    return columns.read(slot, generation, () => {
      const first = columns.firstRow(slot)
      const end = columns.endRow(slot)
      into.length = end - first
      return (
        columns.copyColumn(slot, WINDOW_TIME_MS, first, end, into.timeMs) &&
        columns.copyColumn(slot, WINDOW_BID, first, end, into.bid) &&
        columns.copyColumn(slot, WINDOW_ASK, first, end, into.ask)
      )
    })
  }
}
