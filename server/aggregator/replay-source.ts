import type { Instrument, MarketEvent } from './market-event'
import type { QuoteSource } from './quote-source'
import { ReplayClock } from './replay-clock'
import { readReplayFile } from './replay-file'
import type { ReplayRow } from './replay-row'
import { RowQueue } from './row-queue'
import { StartError } from './start-error'

export interface ReplayOptions {
  readonly path: string
  /** Times faster than recorded. */
  readonly speed: number
  readonly loop: boolean
  /** Told what a person should know, in whole sentences. */
  readonly log: (sentence: string) => void
}

const LOOK_AHEAD_ROWS = 10_000
const MAX_INSTRUMENTS = 20_000

interface DueEvent {
  readonly dueMs: number
  readonly event: MarketEvent
}

/**
 * Recorded quotes: the first is due at once, the others follow in the order of the file and after
 * the recorded intervals, divided by the speed. A quote dated before its predecessor keeps its time.
 */
export class ReplaySource implements QuoteSource {
  readonly kind = 'replay'
  readonly instruments: Instrument[] = []
  readonly #options: ReplayOptions
  readonly #clock: ReplayClock
  readonly #queue = new RowQueue<DueEvent>(LOOK_AHEAD_ROWS)
  readonly #byName = new Map<string, Instrument>()
  #reading: Promise<void> = Promise.resolve()
  #isClosed = false
  #quotes = 0
  #badRows = 0

  private constructor(options: ReplayOptions) {
    this.#options = options
    this.#clock = new ReplayClock(options.speed)
  }

  /** Resolves once the first rows are read. @throws StartError if the file holds no quotes */
  static async open(options: ReplayOptions): Promise<ReplaySource> {
    const source = new ReplaySource(options)
    await new Promise<void>((resolve, reject) => {
      // What goes wrong further down the file has nobody left to be thrown at.
      let report = reject
      const opened = () => {
        report = (error) => options.log(error instanceof Error ? error.message : String(error))
        resolve()
      }
      source.#reading = source.#read(opened).catch((error: unknown) => report(error))
    })
    return source
  }

  take(nowMs: number): MarketEvent | undefined {
    const next = this.#queue.peek()
    if (next === undefined || next.dueMs > nowMs) return undefined
    this.#queue.shift()
    return next.event
  }

  /** Which exchanges a file holds is known only at its end. */
  knowsExchange(): boolean {
    return true
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#queue.release()
    await this.#reading
  }

  async #read(opened: () => void): Promise<void> {
    const { path, loop, log } = this.#options
    for (;;) {
      const quotesBefore = this.#quotes
      await this.#readRound(opened)
      if (this.#isClosed) return
      if (this.#quotes === quotesBefore) {
        throw new StartError(`The replay file ${path} holds no quotes.`)
      }
      opened()
      await this.#queue.untilEmpty()
      if (this.#isClosed) return
      const bad = this.#badRows === 0 ? '' : `, ${this.#badRows} bad rows skipped`
      const next = loop ? 'it begins again' : 'nothing more will be sent'
      log(`${path} was replayed to its end (${this.#quotes} quotes${bad}); ${next}.`)
      if (!loop) return
      this.#clock.beginRound()
    }
  }

  async #readRound(opened: () => void): Promise<void> {
    let rows = 0
    for await (const row of readReplayFile(this.#options.path)) {
      if (this.#isClosed) return
      rows++
      const event = row === null ? undefined : this.#toEvent(row)
      if (event === undefined) this.#skip(rows)
      else this.#queue.push({ dueMs: this.#clock.latestMs, event })
      if (!this.#queue.isFull) continue
      opened()
      await this.#queue.untilHalfEmpty()
    }
  }

  #toEvent(row: ReplayRow): MarketEvent | undefined {
    const instrument = this.#instrument(row)
    const atMs = this.#clock.at(row.timeMs)
    if (instrument === undefined || atMs === undefined) return undefined
    this.#quotes++
    const { bid, ask, decimals } = row
    return { instrument, atMs, bid, ask, decimals, trade: undefined }
  }

  #skip(row: number): void {
    this.#badRows++
    if (this.#badRows > 1) return
    const { path, log } = this.#options
    log(`Row ${row} of ${path} is not a quote and was skipped; further ones are only counted.`)
  }

  #instrument({ exchange, symbol, decimals }: ReplayRow): Instrument | undefined {
    const name = `${exchange}\n${symbol}`
    const known = this.#byName.get(name)
    if (known !== undefined) return known
    if (this.#byName.size >= MAX_INSTRUMENTS) return undefined
    const instrument: Instrument = {
      index: this.instruments.length,
      exchange,
      symbol,
      priceStep: Number(`1e-${Math.max(0, decimals)}`),
      quantityStep: 1,
      minNotional: 0,
      minVolume: '0',
      maxVolume: '0',
    }
    this.#byName.set(name, instrument)
    this.instruments.push(instrument)
    return instrument
  }
}
