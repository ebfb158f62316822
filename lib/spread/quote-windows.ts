import type { QuoteNumbers } from '../market/quote'
import { PagedRows } from '../window/paged-rows'
import {
  type MarketMemory,
  WINDOW_ASK,
  WINDOW_BID,
  WINDOW_TIME_MS,
  windowsLayout,
} from './market-memory'

/** The recent quotes of every instrument: at most so many, and none older than the window. */
export class QuoteWindows {
  readonly table: PagedRows
  readonly #windowMs: number
  /** Time of each window's first quote, or of one dropped since: spares a look at a cold page. */
  readonly #firstMs: Float64Array

  constructor(
    memory: MarketMemory,
    onSlab: (index: number, buffer: SharedArrayBuffer | undefined) => void,
  ) {
    const layout = windowsLayout(memory.limits)
    this.table = new PagedRows(layout, memory.windows, onSlab)
    this.#windowMs = memory.limits.windowSeconds * 1_000
    this.#firstMs = new Float64Array(layout.slots)
  }

  open(): number {
    const slot = this.table.open()
    this.#firstMs[slot] = NaN
    return slot
  }

  append(slot: number, { timeMs, bid, ask }: QuoteNumbers): void {
    const { table } = this
    table.reserve(slot)
    table.lock(slot)
    table.push(slot)
    const slab = table.slab(slot)
    const at = table.at(slot)
    slab[at + WINDOW_TIME_MS] = timeMs
    slab[at + WINDOW_BID] = bid
    slab[at + WINDOW_ASK] = ask
    if (!(timeMs - this.#firstMs[slot]! <= this.#windowMs)) this.#expire(slot, timeMs)
    table.unlock(slot)
  }

  /** Drops what is older than the window, although no newer quote has come. */
  expire(slot: number, nowMs: number): void {
    if (nowMs - this.#firstMs[slot]! <= this.#windowMs) return
    const { control } = this.table
    if (control.firstRow(slot) === control.endRow(slot)) return
    this.table.lock(slot)
    this.#expire(slot, nowMs)
    this.table.unlock(slot)
  }

  #expire(slot: number, nowMs: number): void {
    const { control } = this.table
    for (; control.firstRow(slot) < control.endRow(slot); this.table.dropFirst(slot)) {
      const firstMs = this.table.cell(slot, control.firstRow(slot), WINDOW_TIME_MS)
      this.#firstMs[slot] = firstMs
      if (nowMs - firstMs <= this.#windowMs) return
    }
    this.#firstMs[slot] = NaN
  }
}
