import { createSeriesHead } from '@/lib/spread/series-columns'
import type { SeriesReader } from '@/lib/spread/series-reader'
import type { FigureColumns } from './figure-columns'
import type { BookedPair } from './booked-pair'

/** As long as a pair has not changed, its figures are those read before. */
const NEVER = NaN

/** What is true now: spread, edges and ages, read of the head of each pair that has changed. */
export class NowFigures {
  readonly #reader: SeriesReader
  readonly #columns: FigureColumns
  readonly #head = createSeriesHead()
  /** By slot: the version that was read; by how much each leg is older than the local clock less its arrival. */
  readonly #version: Float64Array
  readonly #arrivalMs: Float64Array
  readonly #behind1Ms: Float64Array
  readonly #behind2Ms: Float64Array

  constructor(reader: SeriesReader, columns: FigureColumns) {
    const slots = columns.spreadPct.length
    this.#reader = reader
    this.#columns = columns
    this.#version = new Float64Array(slots).fill(NEVER)
    this.#arrivalMs = new Float64Array(slots).fill(NaN)
    this.#behind1Ms = new Float64Array(slots).fill(NaN)
    this.#behind2Ms = new Float64Array(slots).fill(NaN)
  }

  /** The slot has another user. */
  forget(slot: number): void {
    this.#version[slot] = NEVER
    this.#arrivalMs[slot] = NaN
    this.#behind1Ms[slot] = NaN
    this.#behind2Ms[slot] = NaN
  }

  /** `nowMs`: epoch, of the market. */
  refresh({ slot, generation }: BookedPair, nowMs: number): void {
    if (this.#reader.version(slot) !== this.#version[slot]) this.#read(slot, generation)
    const { age1Ms, age2Ms } = this.#columns
    // As `legAges` of the stream: the newest quote ages by the local clock, the other is as much older.
    const newestMs = Math.max(0, nowMs - this.#arrivalMs[slot]!)
    age1Ms[slot] = newestMs + this.#behind1Ms[slot]!
    age2Ms[slot] = newestMs + this.#behind2Ms[slot]!
  }

  #read(slot: number, generation: number): void {
    const head = this.#head
    // Too lively just now, or gone: the figures stay until it is read again or removed.
    if (this.#reader.readHead(slot, generation, head) !== 'ok') return
    const { spreadPct, edgePct, buyOn, reverseEdgePct, skewMs } = this.#columns
    const [bid = NaN, buy2Sell1 = NaN, buy1Sell2 = NaN] = head.now
    const isBuy2 = buy2Sell1 >= buy1Sell2
    const newestMs = Math.max(head.time1Ms, head.time2Ms)
    this.#version[slot] = head.version
    this.#arrivalMs[slot] = head.arrivalMs
    this.#behind1Ms[slot] = newestMs - head.time1Ms
    this.#behind2Ms[slot] = newestMs - head.time2Ms
    spreadPct[slot] = bid
    edgePct[slot] = isBuy2 ? buy2Sell1 : buy1Sell2
    reverseEdgePct[slot] = isBuy2 ? buy1Sell2 : buy2Sell1
    buyOn[slot] = Number.isNaN(bid) ? NaN : isBuy2 ? 2 : 1
    skewMs[slot] = Math.abs(head.time1Ms - head.time2Ms)
  }
}
