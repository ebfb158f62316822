import { HOLE_CAUSES, type HoleCause } from '../market/hole'
import type { OpenHole } from './history-join'
import type { PointBatch, PointSink } from './history-points'
import { SlidingBands } from './sliding-bands'

/** Bars of one kind of spread: columns in memory that is used again, `length` rows in use. */
export interface HistoryBarColumns {
  length: number
  /** Epoch seconds, multiples of the bars' length, strictly ascending. */
  time: Float64Array
  /** Percent: of the first and the last point, the lowest and the highest. */
  first: Float64Array
  last: Float64Array
  low: Float64Array
  high: Float64Array
  /** Bands and prices are those at the last point. */
  upper: Float64Array
  lower: Float64Array
  bid1: Float64Array
  ask1: Float64Array
  bid2: Float64Array
  ask2: Float64Array
  /** Points. */
  count: Float64Array
}

/** No bars from `from` (inclusive) to `to` (exclusive), epoch seconds. */
export interface HistoryHole {
  from: number
  to: number
  cause: HoleCause
}

export interface HistoryBarsOptions {
  barSeconds: number
  /** Epoch seconds; points before the first one are for the bands alone, those from the last are not used. */
  fromSecond: number
  endSecond: number
  /** Bars that are complete, and the holes before and between them; overwritten afterwards. */
  onBars: (bars: HistoryBarColumns, holes: readonly HistoryHole[]) => void
}

/** Handed out at once: an hour of seconds in a few pieces. */
const ROWS = 900
const SECOND_MS = 1_000

/** Makes points into bars. With bars of one second they are those of the live engine, bit for bit. */
export class HistoryBars implements PointSink {
  readonly #options: HistoryBarsOptions
  readonly #bands = new SlidingBands({ kinds: 1 })
  readonly #spread = new Float64Array(1)
  readonly #rows = createBarColumns(ROWS)
  readonly #barMs: number
  readonly #fromMs: number
  readonly #endMs: number
  #holes: HistoryHole[] = []
  /** Of the bar that is open; it is the row after the last. */
  #barEndMs = -Infinity
  #isOpen = false
  /** Of the last point, be it in a bar or before the range. */
  #lastMs = NaN

  constructor(options: HistoryBarsOptions) {
    this.#options = options
    this.#barMs = options.barSeconds * SECOND_MS
    this.#fromMs = options.fromSecond * SECOND_MS
    this.#endMs = options.endSecond * SECOND_MS
  }

  take(batch: PointBatch): void {
    const spread = this.#spread
    const rows = this.#rows
    for (let at = 0; at < batch.length; at++) {
      const timeMs = batch.timeMs[at]!
      if (timeMs >= this.#endMs) {
        // The bar before a hole is handed out before it.
        this.#close()
        if (batch.hole[at]! > 0) this.#hole(batch.hole[at]!, this.#barAfter(this.#endMs - 1))
        this.#lastMs = NaN
        return
      }
      const isNew = timeMs >= this.#barEndMs && timeMs >= this.#fromMs
      // The bands of the bar that ends are those before this point.
      if (isNew) this.#close()
      const value = batch.spread[at]!
      spread[0] = value
      this.#bands.add(0, spread, false)
      if (batch.hole[at]! > 0) this.#hole(batch.hole[at]!, Math.floor(timeMs / this.#barMs))
      this.#lastMs = timeMs
      if (timeMs < this.#fromMs) continue
      if (isNew) this.#begin(timeMs, value)
      const row = rows.length
      rows.last[row] = value
      if (value < rows.low[row]!) rows.low[row] = value
      if (value > rows.high[row]!) rows.high[row] = value
      rows.bid1[row] = batch.bid1[at]!
      rows.ask1[row] = batch.ask1[at]!
      rows.bid2[row] = batch.bid2[at]!
      rows.ask2[row] = batch.ask2[at]!
      rows.count[row]!++
    }
  }

  /** Hands out what is complete. */
  flush(): void {
    const rows = this.#rows
    if (rows.length === 0 && this.#holes.length === 0) return
    const holes = this.#holes
    this.#holes = []
    const open = rows.length
    this.#options.onBars(rows, holes)
    rows.length = 0
    if (this.#isOpen && open > 0) moveRow(rows, open, 0)
  }

  /** All points have come: hands out the last bar, and the hole that is open where the legs end. */
  finish(open: OpenHole | undefined): void {
    this.#close()
    if (open !== undefined) {
      this.#hole(open.hole, this.#barAfter(Math.min(open.toMs, this.#endMs - 1)))
    }
    this.flush()
  }

  #begin(timeMs: number, value: number): void {
    const rows = this.#rows
    const bar = Math.floor(timeMs / this.#barMs)
    const row = rows.length
    this.#barEndMs = (bar + 1) * this.#barMs
    this.#isOpen = true
    rows.time[row] = bar * this.#options.barSeconds
    rows.first[row] = value
    rows.low[row] = value
    rows.high[row] = value
    rows.count[row] = 0
  }

  #close(): void {
    if (!this.#isOpen) return
    const rows = this.#rows
    rows.upper[rows.length] = this.#bands.upper(0, 0)
    rows.lower[rows.length] = this.#bands.lower(0, 0)
    rows.length++
    this.#isOpen = false
    // One row is kept free for the bar that begins.
    if (rows.length === ROWS) this.flush()
  }

  /** From the last point to `endBar`, as far as it is in the range and leaves out a whole bar. */
  #hole(hole: number, endBar: number): void {
    const { barSeconds } = this.#options
    const cause = HOLE_CAUSES[hole - 1]
    const last = Math.max(this.#lastMs, this.#fromMs - this.#barMs)
    const from = this.#barAfter(last) * barSeconds
    const to = endBar * barSeconds
    if (cause !== undefined && from < to) this.#holes.push({ from, to, cause })
  }

  #barAfter(timeMs: number): number {
    return Math.floor(timeMs / this.#barMs) + 1
  }
}

function createBarColumns(bars: number): HistoryBarColumns {
  const column = () => new Float64Array(bars + 1)
  return {
    length: 0,
    time: column(),
    first: column(),
    last: column(),
    low: column(),
    high: column(),
    upper: column(),
    lower: column(),
    bid1: column(),
    ask1: column(),
    bid2: column(),
    ask2: column(),
    count: column(),
  }
}

function moveRow({ length: _, ...columns }: HistoryBarColumns, from: number, to: number): void {
  for (const column of Object.values(columns)) column[to] = column[from]!
}
