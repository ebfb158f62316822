import { LiveInstrument } from '@/lib/spread/instrument'
import type { MarketMemory, PoolName } from '@/lib/spread/market-memory'
import { PairSeries } from '@/lib/spread/pair-series'
import { QuoteWindows } from '@/lib/spread/quote-windows'
import { countOf, secondOf, STAMP } from '@/lib/spread/series-layout'
import { SeriesTable } from '@/lib/spread/series-table'

/** Holes are looked for at most so often in the time that the set covers. */
const MAX_SWEEPS = 3_600
const MIN_SWEEP_MS = 1_000
const MS_PER_SECOND = 1_000

/**
 * Writes windows and pairs as the live engine does, but at the quotes' own pace: every quote arrives
 * at its own time, and only the pairs that are asked for are made. Quotes come in order of time.
 */
export class MockWriter {
  readonly #memory: MarketMemory
  readonly #windows: QuoteWindows
  readonly #table: SeriesTable
  readonly #series: PairSeries[] = []
  readonly #sweepMs: number
  /** Older bars would be gone at the end in any case. */
  readonly #firstSecond: number
  #lastMs = NaN
  #sweptMs = -Infinity
  #isDown = false
  #seenDownMs = NaN
  #downSinceMs = NaN
  #droppedBars = 0

  /** `firstMs`, `endMs`: the times of the first quote and of the last. */
  constructor(
    memory: MarketMemory,
    { firstMs, endMs }: { firstMs: number; endMs: number },
    onSlab: (pool: PoolName, index: number, buffer: SharedArrayBuffer) => void,
  ) {
    this.#memory = memory
    // Bars go back as far as live; of quotes everything that was sent is kept, however old it is.
    const limits = { ...memory.limits, windowSeconds: Infinity }
    // No slab is given back here, so there always is one.
    const keep = (pool: PoolName) => (index: number, buffer: SharedArrayBuffer | undefined) => {
      if (buffer !== undefined) onSlab(pool, index, buffer)
    }
    this.#windows = new QuoteWindows({ ...memory, limits }, keep('windows'))
    this.#table = new SeriesTable(memory, {
      onSlab: keep('series'),
      onWake: () => {},
      onTakeBack: (slot, first, end) => this.#countDropped(slot, first, end),
    })
    this.#sweepMs = Math.max(MIN_SWEEP_MS, (endMs - firstMs) / MAX_SWEEPS)
    this.#firstSecond = Math.floor(endMs / MS_PER_SECOND) - memory.limits.windowSeconds
  }

  /** Bars for which there was no memory. */
  get droppedBars(): number {
    return this.#droppedBars
  }

  addWindow(exchange: string, symbol: string): LiveInstrument {
    const instrument = new LiveInstrument(exchange, symbol)
    instrument.slot = this.#windows.open()
    instrument.generation = this.#windows.table.control.generation(instrument.slot)
    return instrument
  }

  addPair(leg1: LiveInstrument, leg2: LiveInstrument, nowMs: number): PairSeries {
    const series = new PairSeries(this.#table, leg1, leg2, nowMs)
    leg1.addPair(series)
    leg2.addPair(series)
    this.#series.push(series)
    return series
  }

  quote(instrument: LiveInstrument, timeMs: number, bid: number, ask: number): void {
    this.#passTo(timeMs)
    instrument.take(timeMs, bid, ask, timeMs)
    this.#windows.append(instrument.slot, { timeMs, bid, ask })
    for (const series of instrument.pairs) series.update(instrument, this.#isDown)
    this.#lastMs = timeMs
  }

  /** Pairs whose quotes ended before the newest of all get their holes. */
  end(): void {
    this.#sweep(this.#lastMs)
  }

  /** Where nothing at all was quoted for longer than the tolerance, the feed counts as down. */
  #passTo(nowMs: number): void {
    const { asofToleranceMs } = this.#memory.limits
    if (nowMs - this.#lastMs > asofToleranceMs) {
      this.#isDown = true
      this.#seenDownMs = nowMs
      this.#downSinceMs = this.#lastMs
      this.#sweep(nowMs)
    } else if (this.#isDown && nowMs - this.#seenDownMs > asofToleranceMs) {
      // As live: only now may a leg be blamed, it has had the time to quote since.
      this.#isDown = false
      this.#sweep(nowMs)
    } else if (nowMs - this.#sweptMs >= this.#sweepMs) {
      this.#sweep(nowMs)
    }
  }

  #countDropped(slot: number, first: number, end: number): void {
    for (let row = first; row < end; row++) {
      const stamp = this.#table.rows.cell(slot, row, STAMP)
      if (countOf(stamp) > 0 && secondOf(stamp) > this.#firstSecond) this.#droppedBars++
    }
  }

  #sweep(nowMs: number): void {
    this.#sweptMs = nowMs
    const view = { nowMs, isDown: this.#isDown, downSinceMs: this.#downSinceMs }
    for (const series of this.#series) series.sweep(view)
  }
}
