import type { FaultBoard, QuoteFaults } from './fault-board'
import type { QuoteFault } from './fault-kind'
import type { FrameWriter } from './frame-writer'
import { malformed } from './malformed'
import type { MarketEvent } from './market-event'

/** The frames of a burst are dated between the last quote and this one, but no further back. */
const MAX_BURST_MS = 1_000

interface WireQuote {
  readonly timeMs: number
  readonly bid: number
  readonly ask: number
}

interface InstrumentMemory {
  lastMs: number
  /** A quote that the next one overtakes. */
  held: WireQuote | undefined
}

/** Writes quotes with the faults of their exchange in them. */
export class FaultyQuotes {
  readonly #board: FaultBoard
  readonly #writer: FrameWriter
  readonly #memories: (InstrumentMemory | undefined)[] = []
  readonly #due = new Map<QuoteFault, number>()
  #version = 0
  #broken = 0

  constructor(board: FaultBoard, writer: FrameWriter) {
    this.#board = board
    this.#writer = writer
  }

  /** `timeMs`: when the quote happened by the clock on the wall. */
  write(event: MarketEvent, timeMs: number): void {
    this.#forgetOutdated()
    const faults = this.#board.quoteFaults(event.instrument.exchange)
    if (faults.has('stale')) return
    const memory = (this.#memories[event.instrument.index] ??= { lastMs: timeMs, held: undefined })
    const count = faults.get('burst') ?? 1
    const fromMs = Math.max(memory.lastMs, timeMs - MAX_BURST_MS)
    for (let part = 1; part <= count; part++) {
      const partMs = fromMs + ((timeMs - fromMs) * part) / count
      this.#writeOne(event, partMs + (faults.get('skew') ?? 0), faults, memory)
    }
    memory.lastMs = timeMs
    if (event.trade !== undefined) this.#writer.trade(event.instrument, timeMs, event.trade)
  }

  #writeOne(event: MarketEvent, timeMs: number, faults: QuoteFaults, memory: InstrumentMemory) {
    const crossed = this.#isDue('crossed', faults)
    const bid = crossed ? event.ask + event.instrument.priceStep : event.bid
    const quote = { timeMs, bid, ask: crossed ? event.bid : event.ask }
    if (memory.held === undefined && this.#isDue('out-of-order', faults)) {
      memory.held = quote
      return
    }
    this.#writeFrame(event, quote, faults)
    if (memory.held !== undefined) this.#writeFrame(event, memory.held, faults)
    memory.held = undefined
  }

  #writeFrame(event: MarketEvent, quote: WireQuote, faults: QuoteFaults): void {
    this.#writer.spread(event.instrument, quote.timeMs, quote.bid, quote.ask, event.decimals)
    if (!this.#isDue('malformed', faults)) return
    this.#writer.text(malformed(this.#writer.takeBack(), this.#broken++))
  }

  // Spreads a share evenly: with 0.25 every fourth time, the first time included.
  #isDue(kind: QuoteFault, faults: QuoteFaults): boolean {
    const share = faults.get(kind)
    if (share === undefined) return false
    const due = (this.#due.get(kind) ?? 1 - share) + share
    const isDue = due >= 1 - Number.EPSILON * 4
    this.#due.set(kind, isDue ? due - 1 : due)
    return isDue
  }

  #forgetOutdated(): void {
    if (this.#version === this.#board.version) return
    this.#version = this.#board.version
    this.#memories.length = 0
    this.#due.clear()
  }
}
