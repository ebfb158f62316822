import { FaultyQuotes } from './faulty-quotes'
import type { FaultBoard } from './fault-board'
import { FrameWriter, symbolInfoText, type FrameChunk } from './frame-writer'
import type { MarketEvent } from './market-event'
import type { QuoteSource } from './quote-source'

/** Quotes leave in batches this far apart, so that many of them cost one write per client. */
const TURN_MS = 5
const CHUNK_BYTES = 64 * 1024

/**
 * A delay is made up for in steps of so many, about half a megabyte: all at once they would not fit
 * into the queue of a client who reads.
 */
const MAX_QUOTES_PER_TURN = 2_500

/**
 * Time lost beyond this, by a suspended machine, a clock that was set, or too little processor time,
 * is skipped: the missing quotes are not made up for.
 */
const MAX_BEHIND_MS = 2_000

const RATE_PERIOD_MS = 1_000

export interface FeedPumpOptions {
  readonly source: QuoteSource
  readonly faults: FaultBoard
  readonly broadcast: (chunk: FrameChunk) => void
  /** While there is none, quotes are taken but not written; a replay begins with the first one. */
  readonly hasReceivers: () => boolean
}

/** Takes quotes from the source as they fall due, and hands frames on. */
export class FeedPump {
  readonly #options: FeedPumpOptions
  readonly #writer = new FrameWriter()
  readonly #faulty: FaultyQuotes
  #timer: NodeJS.Timeout | undefined
  /** A recording has a beginning, which is kept until somebody is there to see it. */
  #awaitsReceiver: boolean
  #originMs = 0
  /** How far the source was taken. */
  #takenMs = 0
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
    this.#awaitsReceiver = options.source.kind === 'replay'
  }

  get counts() {
    return { quotes: this.#quotes, trades: this.#trades, quotesPerSecond: this.#rate }
  }

  start(): void {
    if (this.#timer !== undefined) return
    this.#startClock()
    this.#rateFromMs = performance.now()
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
    const isHeard = hasReceivers()
    if (this.#awaitsReceiver) {
      if (!isHeard) return
      this.#awaitsReceiver = false
      this.#startClock()
    }
    const dueMs = this.#dueMs()
    this.#announce(isHeard)
    this.#takenMs = dueMs
    for (let left = MAX_QUOTES_PER_TURN; left > 0; left--) {
      const event = source.take(dueMs)
      if (event === undefined) break
      this.#quotes++
      if (event.trade !== undefined) this.#trades++
      if (isHeard) this.#write(event)
      if (this.#writer.waitingBytes >= CHUNK_BYTES) broadcast(this.#writer.take())
      // The rest is due as well, in the next turn.
      if (left === 1) this.#takenMs = event.atMs
    }
    if (!this.#writer.isEmpty) broadcast(this.#writer.take())
    this.#measure()
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

  #startClock(): void {
    this.#originMs = Date.now() - this.#takenMs
  }

  #dueMs(): number {
    const dueMs = Date.now() - this.#originMs
    const behindMs = dueMs - this.#takenMs
    if (behindMs >= 0 && behindMs <= MAX_BEHIND_MS) return dueMs
    this.#originMs += behindMs
    return this.#takenMs
  }

  #announce(isHeard: boolean): void {
    const { instruments } = this.#options.source
    if (instruments.length === this.#announced) return
    if (isHeard) this.#writer.text(symbolInfoText(instruments.slice(this.#announced)))
    this.#announced = instruments.length
  }

  #measure(): void {
    const nowMs = performance.now()
    const periodMs = nowMs - this.#rateFromMs
    if (periodMs < RATE_PERIOD_MS) return
    this.#rate = Math.round(((this.#quotes - this.#rateFromQuotes) * 1_000) / periodMs)
    this.#rateFromMs = nowMs
    this.#rateFromQuotes = this.#quotes
  }
}
