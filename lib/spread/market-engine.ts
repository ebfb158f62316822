import type { Pair } from '../market/pair'
import type { Arrival, QuoteNumbers } from '../market/quote'
import { type Instrument, LiveInstrument, NO_SLOT, type WindowEvents } from './instrument'
import { InstrumentRegistry } from './instrument-registry'
import type { MarketMemory, PoolName } from './market-memory'
import { PairDirectory, type PairEvents } from './pair-directory'
import { QuoteWindows } from './quote-windows'
import { replayWindows } from './replay-windows'
import { SeriesTable } from './series-table'

/** Called synchronously from `quote`, `instrument` and `sweep`. */
export interface MarketEvents extends PairEvents, WindowEvents {
  /** The slot a reader armed has changed; it is disarmed now. */
  onWake: (slot: number) => void
  /**
   * A new piece of shared memory is in use; readers need it before they can read what is in it.
   * Undefined: it is in use no more, and whoever drops it lets it be freed.
   */
  onSlab: (pool: PoolName, index: number, buffer: SharedArrayBuffer | undefined) => void
}

export interface FeedStatus {
  up: boolean
  /** Epoch ms of the last sign of life before it went down; of no meaning while it is up. */
  downSinceMs: number
}

/** Totals since the start unless said otherwise. */
export interface MarketCounters {
  /** Held now. */
  windows: number
  pairs: number
  /** Quotes in all windows, and in the one that has the most. */
  windowPoints: number
  longestWindow: number
  /** Rows of the series that has the most: its bars and holes. */
  longestSeries: number
  windowBytes: number
  seriesBytes: number
  quotes: number
  late: number
  points: number
  windowsEvicted: number
  pairsEvicted: number
  /** New pairs turned away because every pair held was updated within the last minute. */
  pairsRefused: number
  /** Quotes dropped because their window had as many as it may. */
  windowPointsDropped: number
  windowPagesTakenBack: number
  seriesPagesTakenBack: number
}

export interface Evicted {
  windows: number
  pairs: number
}

/** Every pair of exchanges of every symbol, joined quote by quote. The only writer of its memory. */
export class MarketEngine {
  readonly #windows: QuoteWindows
  readonly #table: SeriesTable
  readonly #instruments: InstrumentRegistry
  readonly #pairs: PairDirectory
  readonly #toleranceMs: number
  #feedIsDown = false
  #feedSeenDownMs = NaN
  #feedDownSinceMs = NaN
  #quotes = 0
  #late = 0
  #points = 0

  constructor(memory: MarketMemory, events: MarketEvents) {
    const { limits } = memory
    this.#toleranceMs = limits.asofToleranceMs
    this.#windows = new QuoteWindows(memory, (index, buffer) =>
      events.onSlab('windows', index, buffer),
    )
    this.#table = new SeriesTable(memory, {
      onSlab: (index, buffer) => events.onSlab('series', index, buffer),
      onWake: (slot) => events.onWake(slot),
    })
    this.#pairs = new PairDirectory(this.#table, events)
    this.#instruments = new InstrumentRegistry(
      this.#windows,
      limits.maxWindows,
      (instrument) => this.#pairs.unlist(instrument),
      events,
    )
  }

  /** Looks at every window and pair. */
  counters(): MarketCounters {
    const points = this.#windows.table.held()
    return {
      windows: this.#windows.table.openSlots,
      pairs: this.#table.rows.openSlots,
      windowPoints: points.rows,
      longestWindow: points.longest,
      longestSeries: this.#table.rows.held().longest,
      windowBytes: this.#windows.table.bytes,
      seriesBytes: this.#table.rows.bytes,
      quotes: this.#quotes,
      late: this.#late,
      points: this.#points,
      windowsEvicted: this.#instruments.evicted,
      pairsEvicted: this.#pairs.evicted,
      pairsRefused: this.#pairs.refused,
      windowPointsDropped: this.#windows.table.rowsOverMax,
      windowPagesTakenBack: this.#windows.table.pagesTakenBack,
      seriesPagesTakenBack: this.#table.rows.pagesTakenBack,
    }
  }

  /** Those that have a window. */
  instruments(): Iterable<Instrument> {
    return this.#instruments.held()
  }

  /** Quotes taken of an instrument since this was last asked. */
  takeQuoteCount(instrument: Instrument): number {
    if (!(instrument instanceof LiveInstrument) || instrument.slot === NO_SLOT) return 0
    // Rows are numbered without end, so that a quote need not be counted.
    const row = this.#windows.table.control.endRow(instrument.slot)
    const count = row - instrument.countedRow
    instrument.countedRow = row
    return count
  }

  /** The same object for every spelling while it is held. */
  instrument(exchange: string, symbol: string): Instrument {
    return this.#instruments.find(exchange, symbol)
  }

  /**
   * Takes a quote that is already checked: finite, positive, not crossed, not from the future.
   * False: it is older than the latest of its instrument (late) and was kept out.
   *
   * @throws TypeError for an instrument that is not the engine's own
   */
  quote(
    instrument: Instrument,
    timeMs: number,
    bid: number,
    ask: number,
    arrivalMs: number,
  ): boolean {
    return this.take(instrument, { timeMs, bid, ask }, { arrivalMs })
  }

  /** The same of an object that may be used again: numbers on their way would each become garbage. */
  take(instrument: Instrument, quote: QuoteNumbers, { arrivalMs }: Arrival): boolean {
    if (!(instrument instanceof LiveInstrument)) throw new TypeError('quote: foreign instrument')
    const { timeMs } = quote
    const live = this.#instruments.revive(instrument)
    if (timeMs < live.timeMs) {
      this.#late++
      return false
    }
    this.#quotes++
    live.take(timeMs, quote.bid, quote.ask, arrivalMs)
    this.#instruments.touch(live)
    this.#windows.append(live.slot, quote)
    if (!live.isListed) this.#pairs.list(live, arrivalMs)
    for (const series of live.pairs) {
      if (series.update(live, this.#feedIsDown)) this.#points++
    }
    return true
  }

  /**
   * Which pairs have their legs in another order than that of their names; the first 10,000 count.
   * It holds for pairs made from now on; `reorderPairs` sees to those there are.
   */
  setLegOrder(pairs: readonly Pair[]): void {
    this.#pairs.setLegOrder(pairs)
  }

  /**
   * Removes the pairs whose legs are not in the order set and makes them again from the quotes that
   * the windows hold, a pair a step: 5 ms when each window has 5,000 quotes.
   */
  *reorderPairs(): Generator<void> {
    yield* this.#pairs.reorder((series, leg1, leg2) =>
      replayWindows(series, leg1, leg2, this.#windows),
    )
  }

  /**
   * Evicts the half of the windows that have not quoted for longest, one at a step, with their pairs:
   * those that were there before. A leg may come back meanwhile and pair anew.
   */
  *evictHalf(): Generator<void, Evicted> {
    const windows = Math.floor(this.#windows.table.openSlots / 2)
    const gone = new Set(this.#pairs.series())
    for (let count = 0; count < windows; count++, yield) this.#instruments.evictOldest()
    for (const series of this.#pairs.series()) gone.delete(series)
    return { windows, pairs: gone.size }
  }

  /**
   * Drops what is older than the window of whoever has gone quiet, and gives back memory that is not
   * needed any more. A step takes microseconds; call it every few seconds.
   */
  *tidy(nowMs: number): Generator<void> {
    for (const { slot, timeMs, arrivalMs } of this.#instruments.held()) {
      // By the clock of its quotes, which may be another one.
      this.#windows.expire(slot, nowMs + timeMs - arrivalMs)
      yield
    }
    for (const series of this.#pairs.series()) {
      series.expire(nowMs)
      yield
    }
    yield* this.compact()
  }

  /**
   * Gives back what memory it can, a page at a step: `onSlab` tells of each piece. It is free once this
   * thread and those of the readers have collected their garbage.
   */
  *compact(): Generator<void> {
    yield* this.#windows.table.compact()
    yield* this.#table.rows.compact()
  }

  /**
   * Adds pairs that were turned away or evicted, as far as there is room now, a symbol at a step; call
   * it with every sweep.
   */
  *retryPairs(nowMs: number): Generator<void> {
    yield* this.#pairs.retry(nowMs)
  }

  /** Opens holes and ages the hourly figures of pairs that went quiet; call it every 250 ms. */
  sweep(nowMs: number, feed: FeedStatus): void {
    if (!feed.up) {
      this.#feedIsDown = true
      this.#feedSeenDownMs = nowMs
      this.#feedDownSinceMs = feed.downSinceMs
    } else if (this.#feedIsDown && nowMs - this.#feedSeenDownMs > this.#toleranceMs) {
      // Only now may a leg be blamed: it has had the time to quote since the feed came back.
      this.#feedIsDown = false
    }
    const view = { nowMs, isDown: this.#feedIsDown, downSinceMs: this.#feedDownSinceMs }
    for (const series of this.#pairs.series()) series.sweep(view)
  }
}
