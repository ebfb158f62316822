import type { ReadResult } from '../window/read-result'
import type { MarketMemory } from './market-memory'

/** Quotes of one window, oldest first, `length` of them in use. */
export interface QuoteColumns {
  length: number
  timeMs: Float64Array
  bid: Float64Array
  ask: Float64Array
}

/** Reads quote windows while another thread writes them. */
export class WindowReader {
  constructor(_memory: MarketMemory) {}

  /** A slab the writer announced by `onSlab('windows', ...)`. */
  addSlab(_index: number, _buffer: SharedArrayBuffer): void {
    throw new Error('WindowReader: being built')
  }

  /** @throws RangeError when `into` has no room for the window */
  read(_slot: number, _generation: number, _into: QuoteColumns): ReadResult {
    throw new Error('WindowReader: being built')
  }
}
