import { FaultyQuotes } from './faulty-quotes'
import type { FaultBoard } from './fault-board'
import { FrameWriter, symbolInfoText, type FrameChunk } from './frame-writer'
import type { MarketEvent } from './market-event'
import type { QuoteSource } from './quote-source'

/** Quotes leave in batches this far apart, so that many of them cost one write per client. */
const TURN_MS = 5
const CHUNK_BYTES = 64 * 1024

/**
 * Time lost at once, by a suspended machine or a clock that was set, is skipped: the missing quotes
 * are not made up for.
 */
const MAX_JUMP_MS = 2_000

const RATE_PERIOD_MS = 1_000

export interface FeedPumpOptions {
  readonly source: QuoteSource
  readonly faults: FaultBoard
  readonly broadcast: (chunk: FrameChunk) => void
  /** While there is none, quotes are taken but not written. */
  readonly hasReceivers: () => boolean
}

/** Takes quotes from the source as they fall due, and hands frames on. */
export class FeedPump {
  readonly #options: FeedPumpOptions
  readonly #writer = new FrameWriter()
  readonly #faulty: FaultyQuotes
  #timer: NodeJS.Timeout | undefined
  #originMs = 0
  #elapsedMs = 0
  #announced = 0
  #quotes = 0
  #trades = 0
  #rateFromMs = 0
  #rateFromQuotes = 0
  #rate = 0

  constructor(options: FeedPumpOptions) {
    this.#options = options
    this.#faulty = new FaultyQuotes(options.faults, this.#writer)
    this.#announced = options.source.instruments.length
  }

  get counts() {
    return { quotes: this.#quotes, trades: this.#trades, quotesPerSecond: this.#rate }
  }

  start(): void {
    if (this.#timer !== undefined) return
    this.#originMs = Date.now() - this.#elapsedMs
    this.#timer = setInterval(() => this.#turn(), TURN_MS)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** What a new client is sent first: every instrument announced so far, once. */
  greeting(): FrameChunk {
    const writer = new FrameWriter()
    writer.text(symbolInfoText(this.#options.source.instruments.slice(0, this.#announced)))
    return writer.take()
  }

  #turn(): void {
    const { source, broadcast, hasReceivers } = this.#options
    const elapsedMs = this.#advance()
    const isHeard = hasReceivers()
    this.#announce(isHeard)
    let event = source.take(elapsedMs)
    while (event !== undefined) {
      this.#quotes++
      if (event.trade !== undefined) this.#trades++
      if (isHeard) this.#write(event)
      if (this.#writer.waitingBytes >= CHUNK_BYTES) broadcast(this.#writer.take())
      event = source.take(elapsedMs)
    }
    if (!this.#writer.isEmpty) broadcast(this.#writer.take())
    this.#measure(elapsedMs)
  }

  #write(event: MarketEvent): void {
    const timeMs = this.#originMs + event.atMs
    if (this.#options.faults.hasQuoteFaults) {
      this.#faulty.write(event, timeMs)
      return
    }
    const { instrument, bid, ask, decimals, trade } = event
    this.#writer.spread(instrument, timeMs, bid, ask, decimals)
    if (trade !== undefined) this.#writer.trade(instrument, timeMs, trade)
  }

  #advance(): number {
    const elapsedMs = Date.now() - this.#originMs
    const jumpMs = elapsedMs - this.#elapsedMs
    if (jumpMs >= 0 && jumpMs <= MAX_JUMP_MS) this.#elapsedMs = elapsedMs
    else this.#originMs += jumpMs
    return this.#elapsedMs
  }

  #announce(isHeard: boolean): void {
    const { instruments } = this.#options.source
    if (instruments.length === this.#announced) return
    if (isHeard) this.#writer.text(symbolInfoText(instruments.slice(this.#announced)))
    this.#announced = instruments.length
  }

  #measure(elapsedMs: number): void {
    const periodMs = elapsedMs - this.#rateFromMs
    if (periodMs < RATE_PERIOD_MS) return
    this.#rate = Math.round(((this.#quotes - this.#rateFromQuotes) * 1_000) / periodMs)
    this.#rateFromMs = elapsedMs
    this.#rateFromQuotes = this.#quotes
  }
}
