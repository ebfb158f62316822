import { LiveInstrument } from './instrument'
import { WINDOW_ASK, WINDOW_BID, WINDOW_TIME_MS } from './market-memory'
import type { PairSeries } from './pair-series'
import type { QuoteWindows } from './quote-windows'

/**
 * Fills a new series with what the windows of its legs still hold, in the order of time: the points
 * are those of the batch join. A hole is blamed on a leg, whatever the feed did then.
 */
export function replayWindows(
  series: PairSeries,
  leg1: LiveInstrument,
  leg2: LiveInstrument,
  windows: QuoteWindows,
): void {
  const [past1, past2] = [new RecordedLeg(leg1, windows), new RecordedLeg(leg2, windows)]
  series.follow(past1.leg, past2.leg)
  while (past1.nextMs < Infinity || past2.nextMs < Infinity) {
    series.update(past1.nextMs <= past2.nextMs ? past1.take() : past2.take(), false)
  }
  series.follow(leg1, leg2)
}

/** Quotes again, one by one, what the window of an instrument holds. */
class RecordedLeg {
  // Of the very class that live legs are of: one more shape would slow every later quote down.
  readonly leg: LiveInstrument
  readonly #windows: QuoteWindows
  readonly #slot: number
  /** Windows do not keep times of arrival. */
  readonly #lagMs: number
  readonly #endRow: number
  #row: number

  constructor(
    { exchange, symbol, slot, timeMs, arrivalMs }: LiveInstrument,
    windows: QuoteWindows,
  ) {
    this.leg = new LiveInstrument(exchange, symbol)
    this.#windows = windows
    this.#slot = slot
    this.#lagMs = arrivalMs - timeMs
    this.#row = windows.table.control.firstRow(slot)
    this.#endRow = windows.table.control.endRow(slot)
  }

  /** Time of the next quote; Infinity after the last. */
  get nextMs(): number {
    return this.#row < this.#endRow ? this.#cell(WINDOW_TIME_MS) : Infinity
  }

  take(): LiveInstrument {
    const timeMs = this.#cell(WINDOW_TIME_MS)
    const [bid, ask] = [this.#cell(WINDOW_BID), this.#cell(WINDOW_ASK)]
    this.leg.take(timeMs, bid, ask, timeMs + this.#lagMs)
    this.#row++
    return this.leg
  }

  #cell(column: number): number {
    return this.#windows.table.cell(this.#slot, this.#row, column)
  }
}
