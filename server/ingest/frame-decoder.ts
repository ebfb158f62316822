import { isUtf8 } from 'node:buffer'
import {
  type Arrival,
  MAX_FUTURE_MS,
  type QuoteNumbers,
  type RejectReason,
} from '@/lib/market/quote'
import { faultOfQuote, nameFault } from '@/lib/market/quote-fault'
import { parseAggregatorFrame } from '@/lib/protocol/aggregator-message'
import { NameTable } from '@/lib/protocol/name-table'
import { SpreadScanner } from '@/lib/protocol/spread-scanner'

/**
 * Only lists of symbols are longer, and they are read a symbol at a time. To parse whatever comes at
 * the length a socket lets through would cost up to 4 s and 900 MB.
 */
const MAX_PARSED_BYTES = 1024 * 1024

/** Where the type of a frame stands: before its payload or behind it. */
const TYPE_REACH_BYTES = 256
const SYMBOLS_TYPE = /"(?:MessageType|messageType|type)"\s*:\s*"AllSymbolInfo"/i
const IS_OBJECT = /^\s*\{.*\}\s*$/s

/** Receives what frames hold: for each frame one call. `T` is what an exchange and symbol mean. */
export interface FrameSink<T> {
  /** `quote` is of use only during the call. */
  onQuote(instrument: T, quote: QuoteNumbers): void
  /** `exchange` as the frame spells it, if it says it. */
  onReject(reason: RejectReason, exchange?: string): void
  /** A list of symbols, not looked into yet. */
  onSymbols(frame: Buffer): void
  /** A sound frame that is of no use here. */
  onTrade(): void
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
  decode(bytes: Buffer, arrival: Arrival): void {
    if (!this.#scanner.scan(bytes)) return this.#decodeSlowly(bytes, arrival)
    const { fields } = this.#scanner
    // First the quote, then its names: what is not sound is to make no instrument.
    const fault = faultOfQuote(fields) ?? futureFault(fields, arrival)
    if (fault !== undefined) {
      const { exchangeStart, exchangeEnd } = fields
      return this.#sink.onReject(fault, bytes.toString('utf8', exchangeStart, exchangeEnd))
    }
    const instrument = this.#names.get(bytes, fields)
    if (instrument === undefined) return this.#decodeSlowly(bytes, arrival)
    this.#sink.onQuote(instrument, fields)
  }

  #decodeSlowly(bytes: Buffer, arrival: Arrival): void {
    if (bytes.length > MAX_PARSED_BYTES) return this.#decodeLong(bytes)
    this.#slowFrames++
    // The socket leaves this check to us: one bad frame is to cost itself, not the connection.
    if (!isUtf8(bytes)) return this.#sink.onReject('malformed')
    const message = parseAggregatorFrame(bytes.toString())
    switch (message.kind) {
      case 'spread': {
        const { exchange, symbol } = message
        const fault = futureFault(message, arrival)
        if (fault !== undefined) return this.#sink.onReject(fault, exchange)
        return this.#sink.onQuote(this.#instrument(exchange, symbol), message)
      }
      case 'reject':
        return this.#sink.onReject(message.reason, message.exchange)
      case 'symbols':
        return this.#sink.onSymbols(bytes)
      case 'trade':
        return this.#sink.onTrade()
    }
  }

  #decodeLong(bytes: Buffer): void {
    const head = bytes.toString('latin1', 0, TYPE_REACH_BYTES)
    const tail = bytes.toString('latin1', bytes.length - TYPE_REACH_BYTES)
    if (!IS_OBJECT.test(head + tail)) return this.#sink.onReject('malformed')
    if (SYMBOLS_TYPE.test(head) || SYMBOLS_TYPE.test(tail)) return this.#sink.onSymbols(bytes)
    this.#sink.onReject('oversized')
  }
}

function futureFault({ timeMs }: QuoteNumbers, { arrivalMs }: Arrival): RejectReason | undefined {
  return timeMs - arrivalMs > MAX_FUTURE_MS ? 'future' : undefined
}
