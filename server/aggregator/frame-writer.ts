import { writeDecimal, writeQuotient } from './decimal-text'
import type { Instrument, Trade } from './market-event'
import { WireTime } from './wire-time'

/** Whole WebSocket frames, ready to be written to any number of sockets. */
export interface FrameChunk {
  readonly bytes: Buffer
  readonly frames: number
}

/** Chunks share a block of memory until it is full. */
const BLOCK_BYTES = 256 * 1024

/** No Spread or Trade frame is longer: names are limited to 64 characters (384 bytes escaped). */
const MAX_QUOTE_BYTES = 2_048

const FINAL_TEXT = 0x81
const LENGTH_16 = 126
const LENGTH_64 = 127
const HEADER_16 = 4
const HEADER_64 = 10

const SPREAD_HEAD = Buffer.from('{"MessageType":"Spread","Payload":{"BestBid":')
const ASK = Buffer.from(',"BestAsk":')
const PERCENTAGE = Buffer.from(',"SpreadPercentage":')
const TAIL = Buffer.from('"}}')

/**
 * Writes messages (contract §1) as text frames, each once, whoever receives it. A frame from the
 * server is not masked, so its bytes are the same for every client, and a batch of them is one
 * write to each socket instead of one or two per frame.
 */
export class FrameWriter {
  readonly #time = new WireTime()
  /** By instrument: what stands between the percentage and the time. */
  readonly #middles: Buffer[] = []
  #block = Buffer.alloc(0)
  #start = 0
  #end = 0
  #lastFrame = 0
  #frames = 0

  get isEmpty(): boolean {
    return this.#frames === 0
  }

  get waitingBytes(): number {
    return this.#end - this.#start
  }

  /** `decimals`: digits behind the point of bid and ask; -1: as many as the numbers need. */
  spread(instrument: Instrument, timeMs: number, bid: number, ask: number, decimals: number): void {
    const block = this.#begin(MAX_QUOTE_BYTES)
    let at = this.#put(SPREAD_HEAD, this.#end + HEADER_16)
    const scale = 10 ** decimals
    const bidUnits = Math.round(bid * scale)
    const askUnits = Math.round(ask * scale)
    const exact = decimals >= 0 && Math.max(bidUnits, askUnits) <= Number.MAX_SAFE_INTEGER
    if (exact) {
      at = writeDecimal(block, at, bidUnits, decimals)
      at = this.#put(ASK, at)
      at = writeDecimal(block, at, askUnits, decimals)
    } else {
      at += block.write(String(bid), at, 'latin1')
      at = this.#put(ASK, at)
      at += block.write(String(ask), at, 'latin1')
    }
    at = this.#put(PERCENTAGE, at)
    if (exact && bidUnits <= askUnits) {
      at = writeQuotient(block, at, (askUnits - bidUnits) * 100, askUnits)
    } else {
      at += block.write((((ask - bid) / ask) * 100).toFixed(12), at, 'latin1')
    }
    at = this.#put(this.#middle(instrument), at)
    at = this.#time.write(block, at, timeMs)
    this.#finish(this.#put(TAIL, at))
  }

  /** Exchanges stamp trades to the millisecond. */
  trade(instrument: Instrument, timeMs: number, trade: Trade): void {
    const { exchange, symbol } = instrument
    const { price, quantity, side } = trade
    const time = this.#time.text(Math.floor(timeMs))
    this.text(
      `{"MessageType":"Trade","Payload":{"Price":${price},"Quantity":${quantity},"Side":"${side}"` +
        `,"Exchange":${JSON.stringify(exchange)},"Symbol":${JSON.stringify(symbol)}` +
        `,"Timestamp":"${time}"}}`,
    )
  }

  /** A frame of any text. */
  text(text: string): void {
    const length = Buffer.byteLength(text)
    const block = this.#begin(length + HEADER_64)
    if (length <= 0xffff) {
      block.write(text, this.#end + HEADER_16)
      this.#finish(this.#end + HEADER_16 + length)
      return
    }
    block[this.#end] = FINAL_TEXT
    block[this.#end + 1] = LENGTH_64
    block.writeBigUInt64BE(BigInt(length), this.#end + 2)
    block.write(text, this.#end + HEADER_64)
    this.#lastFrame = this.#end
    this.#end += HEADER_64 + length
    this.#frames++
  }

  /** Takes the frame written last back and returns its text, which is shorter than 64 KiB. */
  takeBack(): string {
    const header = this.#block[this.#lastFrame + 1] === LENGTH_16 ? HEADER_16 : 2
    const text = this.#block.toString('utf8', this.#lastFrame + header, this.#end)
    this.#end = this.#lastFrame
    this.#frames--
    return text
  }

  /** All frames written since the last call. */
  take(): FrameChunk {
    const chunk = { bytes: this.#block.subarray(this.#start, this.#end), frames: this.#frames }
    this.#start = this.#end
    this.#frames = 0
    return chunk
  }

  // Room for a frame at #end; what waits is carried over when the block is full.
  #begin(bytes: number): Buffer {
    if (this.#end + bytes > this.#block.length) {
      const waiting = this.#block.subarray(this.#start, this.#end)
      this.#block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, waiting.length * 2 + bytes))
      this.#block.set(waiting)
      this.#start = 0
      this.#end = waiting.length
    }
    return this.#block
  }

  // The payload stands at #end + 4 and ends at `end`.
  #finish(end: number): void {
    const block = this.#block
    const length = end - this.#end - HEADER_16
    this.#lastFrame = this.#end
    block[this.#end] = FINAL_TEXT
    this.#frames++
    if (length >= LENGTH_16) {
      block[this.#end + 1] = LENGTH_16
      block[this.#end + 2] = length >> 8
      block[this.#end + 3] = length & 0xff
      this.#end = end
      return
    }
    block[this.#end + 1] = length
    block.copyWithin(this.#end + 2, this.#end + HEADER_16, end)
    this.#end = end - 2
  }

  #put(bytes: Buffer, at: number): number {
    this.#block.set(bytes, at)
    return at + bytes.length
  }

  #middle(instrument: Instrument): Buffer {
    return (this.#middles[instrument.index] ??= Buffer.from(
      `,"MinVolume":${instrument.minVolume},"MaxVolume":${instrument.maxVolume}` +
        `,"ServerTimestamp":null,"Exchange":${JSON.stringify(instrument.exchange)}` +
        `,"Symbol":${JSON.stringify(instrument.symbol)},"Timestamp":"`,
    ))
  }
}

/** The message that lists instruments; sent to every client before its first quote. */
export function symbolInfoText(instruments: readonly Instrument[]): string {
  const payload = instruments.map(({ exchange, symbol, priceStep, quantityStep, minNotional }) => ({
    Exchange: exchange,
    Name: symbol,
    PriceStep: priceStep,
    QuantityStep: quantityStep,
    MinNotional: minNotional,
  }))
  return JSON.stringify({ MessageType: 'AllSymbolInfo', Payload: payload })
}
