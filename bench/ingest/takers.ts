import { exchangeName, type QuotedMarket, symbolName } from './quote-frames'
import { type Point, recompute } from './recompute'

/** What a baseline does with the frames that it receives. */
export interface Taker {
  take(frame: Buffer): void
  /** Five times a second. */
  tick(): void
  /** Of what was sent: nothing, all bids, or the last bids; shows that nothing was lost or changed. */
  sum(): number
}

export type TakerName = 'discard' | 'parse' | 'objects' | 'predecessor'

export interface TakerOptions {
  readonly taker: TakerName
  readonly market: QuotedMarket
  /** Of each window. */
  readonly points: number
}

/** As the sender writes them; a baseline trusts it and saves the time to check. */
interface Frame {
  Payload: { BestBid: number; BestAsk: number; Exchange: string; Symbol: string; Timestamp: string }
}

const WINDOW_MS = 3_600_000

export function createTaker({ taker, market, points }: TakerOptions): Taker {
  const takers: Record<TakerName, () => Taker> = {
    discard: () => ({ take: () => {}, tick: () => {}, sum: () => 0 }),
    parse: parsing,
    objects: () => objectWindows(market, points),
    predecessor: () => rebuiltWindows(market, points),
  }
  return takers[taker]()
}

function parsing(): Taker {
  let sum = 0
  return {
    take: (bytes) => {
      const { Payload }: Frame = JSON.parse(bytes.toString())
      sum += Payload.BestBid
    },
    tick: () => {},
    sum: () => sum,
  }
}

/** An array of objects for each exchange and symbol, the oldest shifted out. */
function objectWindows(market: QuotedMarket, points: number): Taker {
  const windows = new Map<string, Point[]>()
  return {
    take: (bytes) => {
      const { key, point } = read(bytes)
      const window = windows.get(key)
      if (window === undefined) {
        windows.set(key, [point])
        return
      }
      window.push(point)
      while (window.length > points || point.timestamp - window[0]!.timestamp > WINDOW_MS) {
        window.shift()
      }
    },
    tick: () => {},
    sum: () => lastBidSum(market, windows),
  }
}

/**
 * As the predecessor did: each message makes the list of its window anew, and all is computed anew
 * every 200 ms; here of one pair only, and of windows that are full from the start.
 */
function rebuiltWindows(market: QuotedMarket, points: number): Taker {
  const windows = new Map<string, Point[]>()
  return {
    take: (bytes) => {
      const { key, point } = read(bytes)
      const held = windows.get(key) ?? Array.from({ length: points }, () => point)
      const from = point.timestamp - WINDOW_MS
      const kept = [...held, point].filter(({ timestamp }) => timestamp >= from)
      windows.set(key, kept.slice(-points))
    },
    tick: () => {
      const [leg1, leg2] = [0, 1].map((exchange) => windows.get(keyOf(exchange, 0)))
      if (leg1 !== undefined && leg2 !== undefined) recompute(leg1, leg2)
    },
    sum: () => lastBidSum(market, windows),
  }
}

function read(bytes: Buffer): { key: string; point: Point } {
  const { Payload }: Frame = JSON.parse(bytes.toString())
  const { Exchange, Symbol, Timestamp, BestBid, BestAsk } = Payload
  const point = { timestamp: Date.parse(Timestamp), bid: BestBid, ask: BestAsk }
  return { key: `${Exchange}:${Symbol}`, point }
}

function keyOf(exchange: number, symbol: number): string {
  return `${exchangeName(exchange)}:${symbolName(symbol)}`
}

function lastBidSum({ exchanges, symbols }: QuotedMarket, windows: Map<string, Point[]>): number {
  let sum = 0
  for (let exchange = 0; exchange < exchanges; exchange++) {
    for (let symbol = 0; symbol < symbols; symbol++) {
      sum += windows.get(keyOf(exchange, symbol))?.at(-1)?.bid ?? NaN
    }
  }
  return sum
}
