import { SeriesReader } from '@/lib/spread/series-reader'
import { createFigureColumns } from '@/server/screener/figure-columns'
import { NowFigures } from '@/server/screener/now-figures'
import { PairBook } from '@/server/screener/pair-book'
import type { LiveMarket } from '@/server/testing/live-market'
import type { TickFigures } from './ranking'

/** Reads the figures of a market for those who rank them in another way. */
export class TickReader {
  readonly #book: PairBook
  readonly #columns
  readonly #now: NowFigures
  readonly #feesPct: number

  /** `feesPct`: of a round trip, the same for all pairs. */
  constructor(live: LiveMarket, feesPct: number) {
    const { maxPairs } = live.memory.limits
    const reader = new SeriesReader(live.memory)
    for (const [index, slab] of live.slabs('series').entries()) reader.setSlab(index, slab)
    this.#book = new PairBook(maxPairs)
    for (const pair of live.pairs.values()) this.#book.add(pair)
    this.#columns = createFigureColumns(maxPairs)
    this.#now = new NowFigures(reader, this.#columns)
    this.#feesPct = feesPct
  }

  /** As they are now. */
  read(): TickFigures {
    const slots = [...this.#book.names.slots]
    const nowMs = Date.now()
    for (const slot of slots) this.#now.refresh(this.#book.at(slot)!, nowMs)
    const { edgePct, reverseEdgePct } = this.#columns
    return {
      slots,
      edgePct: slots.map((slot) => edgePct[slot]!),
      afterFeesPct: slots.map((slot) => edgePct[slot]! - this.#feesPct),
      reversePct: slots.map((slot) => reverseEdgePct[slot]!),
    }
  }

  /** The pair in a slot, as an answer names it. */
  keyOf(slot: number): string | undefined {
    return this.#book.at(slot)?.key
  }
}
