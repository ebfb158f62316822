/** Exchanges and the symbols that each of them quotes. */
export interface QuotedMarket {
  readonly exchanges: number
  readonly symbols: number
}

/** Frames that are handed to the socket in one piece. */
export const FRAMES_PER_PIECE = 250

const EXCHANGES = ['Binance', 'Bybit', 'GateIo', 'Kucoin', 'OKX']
/** Prices have five decimals, the last four of which move. */
const UNITS = 1e5
const MOVING_UNITS = 10_000
/** Of the ask above the bid. */
const ASK_UNITS = 100
/** `0x81`: a whole text frame. */
const FIRST_BYTE = 0x81
/** Says that two bytes of length follow. */
const LENGTH_IN_TWO_BYTES = 126
const HEADER_BYTES = 4
/** Of the time up to its milliseconds; the four digits behind them tell the frames of a piece apart. */
const TIME_CHARACTERS = '2026-01-01T00:00:00.000'.length
const ZERO = 0x30

export function exchangeName(exchange: number): string {
  return EXCHANGES[exchange] ?? `Exchange${exchange}`
}

export function symbolName(symbol: number): string {
  return `C${String(symbol).padStart(3, '0')}_USDT`
}

/** A place in a piece where the frame of an instrument has its digits. */
interface FramePlace {
  readonly instrument: number
  readonly bidAt: number
  readonly askAt: number
  readonly timeAt: number
}

interface Piece {
  readonly bytes: Buffer
  readonly places: readonly FramePlace[]
  readonly ends: readonly number[]
  lastMs: number
}

/**
 * The frames of a market as the C# aggregator writes them, with the WebSocket header of a server, in
 * pieces of 250: made once, after which only digits are changed. One round of pieces quotes every
 * instrument once, in an order that stays.
 */
export class QuoteFrames {
  readonly market: QuotedMarket
  /** The moving part of each instrument's bid. */
  readonly #low: Int32Array
  /** What does not move of it. */
  readonly #base: Int32Array
  readonly #pieces: readonly Piece[]
  readonly #time = Buffer.alloc(TIME_CHARACTERS)
  #random = 1
  #next = 0
  #bidSum = 0

  constructor(market: QuotedMarket) {
    this.market = market
    const instruments = market.exchanges * market.symbols
    this.#low = new Int32Array(instruments).fill(MOVING_UNITS / 2)
    this.#base = Int32Array.from(
      { length: instruments },
      (_, at) => (100 + ((at % market.symbols) % 900)) * MOVING_UNITS,
    )
    const order = Array.from({ length: instruments }, (_, at) => at)
    this.#shuffle(order)
    this.#pieces = Array.from({ length: instruments / FRAMES_PER_PIECE }, (_, at) =>
      this.#piece(order, at * FRAMES_PER_PIECE),
    )
  }

  /** Of the longest piece. */
  get pieceBytes(): number {
    return Math.max(...this.#pieces.map(({ bytes }) => bytes.length))
  }

  /** Sum of the last bids of all instruments, in their order. */
  get lastBidSum(): number {
    return this.#low.reduce((sum, _, instrument) => sum + this.#bid(instrument), 0)
  }

  /** Sum of the bids of all frames, in their order. */
  get bidSum(): number {
    return this.#bidSum
  }

  /** Writes the next piece into `target` and returns where each of its frames ends. */
  next(target: Buffer, nowMs: number): readonly number[] {
    const piece = this.#pieces[this.#next]!
    this.#next = (this.#next + 1) % this.#pieces.length
    // The same instrument must not quote twice at the same time, however fast the pieces follow.
    piece.lastMs = Math.max(Math.floor(nowMs), piece.lastMs + 1)
    this.#time.write(new Date(piece.lastMs).toISOString(), 'latin1')
    target.set(piece.bytes)
    for (const { instrument, bidAt, askAt, timeAt } of piece.places) {
      const low = this.#step(instrument)
      writeDigits(target, bidAt, low)
      writeDigits(target, askAt, low + ASK_UNITS)
      for (let at = 0; at < TIME_CHARACTERS; at++) target[timeAt + at] = this.#time[at]!
      this.#bidSum += this.#bid(instrument)
    }
    return piece.ends
  }

  #bid(instrument: number): number {
    return (this.#base[instrument]! + this.#low[instrument]!) / UNITS
  }

  /** A walk by up to 8 units that stays where the ask has four digits as well. */
  #step(instrument: number): number {
    const low = this.#low[instrument]! + (this.#draw() >>> 28) - 8
    const kept = low < 0 || low + ASK_UNITS >= MOVING_UNITS ? MOVING_UNITS / 2 : low
    this.#low[instrument] = kept
    return kept
  }

  #draw(): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) | 0
    return this.#random
  }

  #shuffle(order: number[]): void {
    for (let last = order.length - 1; last > 0; last--) {
      const other = (this.#draw() >>> 8) % (last + 1)
      const moved = order[last]!
      order[last] = order[other]!
      order[other] = moved
    }
  }

  #piece(order: readonly number[], first: number): Piece {
    const frames: Buffer[] = []
    const places: FramePlace[] = []
    const ends: number[] = []
    let start = 0
    for (let at = first; at < first + FRAMES_PER_PIECE; at++) {
      const instrument = order[at]!
      const text = this.#text(instrument, String(at).padStart(4, '0'))
      const digitsAt = (key: string) => start + HEADER_BYTES + text.indexOf(key) + key.length
      const integer = String(this.#base[instrument]! / MOVING_UNITS).length
      places.push({
        instrument,
        bidAt: digitsAt('"BestBid":') + integer + 1,
        askAt: digitsAt('"BestAsk":') + integer + 1,
        timeAt: digitsAt('"Timestamp":"'),
      })
      const header = [FIRST_BYTE, LENGTH_IN_TWO_BYTES, text.length >> 8, text.length & 255]
      frames.push(Buffer.concat([Buffer.from(header), Buffer.from(text)]))
      start += HEADER_BYTES + text.length
      ends.push(start)
    }
    return { bytes: Buffer.concat(frames), places, ends, lastMs: 0 }
  }

  #text(instrument: number, order: string): string {
    const bid = this.#bid(instrument)
    const { symbols } = this.market
    return (
      `{"MessageType":"Spread","Payload":{"BestBid":${bid.toFixed(5)},` +
      `"BestAsk":${(bid + ASK_UNITS / UNITS).toFixed(5)},"SpreadPercentage":0.0081,` +
      `"MinVolume":3000000,"MaxVolume":1000000000,"ServerTimestamp":null,` +
      `"Exchange":"${exchangeName(Math.floor(instrument / symbols))}",` +
      `"Symbol":"${symbolName(instrument % symbols)}",` +
      `"Timestamp":"2026-01-01T00:00:00.000${order}Z"}}`
    )
  }
}

function writeDigits(target: Buffer, at: number, value: number): void {
  let rest = value
  for (let place = at + 3; place >= at; place--) {
    const next = (rest / 10) | 0
    target[place] = ZERO + rest - next * 10
    rest = next
  }
}
