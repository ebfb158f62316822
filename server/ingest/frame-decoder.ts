import { isUtf8 } from 'node:buffer'
import type { RejectReason } from '@/lib/market/quote'
import { nameFault, quoteFault } from '@/lib/market/quote-fault'
import { parseAggregatorFrame } from '@/lib/protocol/aggregator-message'
import { NameTable } from '@/lib/protocol/name-table'
import { SpreadScanner } from '@/lib/protocol/spread-scanner'

/** Receives what frames hold: for each frame one call. `T` is what an exchange and symbol mean. */
export interface FrameSink<T> {
  onQuote(instrument: T, timeMs: number, bid: number, ask: number): void
  onReject(reason: RejectReason): void
  /** Sound frames that carry no quote. */
  onOther(kind: 'trade' | 'symbols'): void
}

export interface FrameDecoderOptions<T> {
  sink: FrameSink<T>
  instrument: (exchange: string, symbol: string) => T
  /** Spellings of an exchange and symbol to remember; beyond, all are forgotten and counted. */
  maxNames: number
}

/** Turns frames into quotes: the usual ones from their bytes, the others through JSON.parse. */
export class FrameDecoder<T> {
  readonly #sink: FrameSink<T>
  readonly #instrument: (exchange: string, symbol: string) => T
  readonly #names: NameTable<T>
  readonly #scanner = new SpreadScanner()
  #slowFrames = 0

  constructor({ sink, instrument, maxNames }: FrameDecoderOptions<T>) {
    this.#sink = sink
    this.#instrument = instrument
    this.#names = new NameTable(maxNames, (exchange, symbol) =>
      nameFault(exchange, symbol) === undefined ? instrument(exchange, symbol) : undefined,
    )
  }

  /** Frames that went through JSON.parse. */
  get slowFrames(): number {
    return this.#slowFrames
  }

  get nameTableClears(): number {
    return this.#names.clears
  }

  /** Never throws, whatever the bytes, unless the sink or `instrument` does. */
  decode(bytes: Buffer): void {
    const scanner = this.#scanner
    if (!scanner.scan(bytes)) return this.#decodeSlowly(bytes)
    const { exchangeStart, exchangeEnd, symbolStart, symbolEnd, timeMs, bid, ask } = scanner
    const instrument = this.#names.get(bytes, exchangeStart, exchangeEnd, symbolStart, symbolEnd)
    if (instrument === undefined) return this.#decodeSlowly(bytes)
    const fault = quoteFault(timeMs, bid, ask)
    if (fault === undefined) this.#sink.onQuote(instrument, timeMs, bid, ask)
    else this.#sink.onReject(fault)
  }

  #decodeSlowly(bytes: Buffer): void {
    this.#slowFrames++
    // The socket leaves this check to us: one bad frame is to cost itself, not the connection.
    if (!isUtf8(bytes)) return this.#sink.onReject('malformed')
    const message = parseAggregatorFrame(bytes.toString())
    switch (message.kind) {
      case 'spread': {
        const instrument = this.#instrument(message.exchange, message.symbol)
        return this.#sink.onQuote(instrument, message.timeMs, message.bid, message.ask)
      }
      case 'reject':
        return this.#sink.onReject(message.reason)
      default:
        return this.#sink.onOther(message.kind)
    }
  }
}
