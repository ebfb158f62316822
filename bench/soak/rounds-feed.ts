import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import { pairKey } from '@/lib/market/pair'

const [EXCHANGE1, EXCHANGE2] = ['Binance', 'OKX'] as const
const EXCHANGES = [EXCHANGE1, EXCHANGE2]
const SYMBOL_DIGITS = 5
const BID2 = 100
const ASK = 120
/** As much as waits in the socket before the sender waits for it. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024
const BEAT_MS = 10

export function pairOf(symbol: number): string {
  const pair = { symbol: symbolName(symbol), exchange1: EXCHANGE1, exchange2: EXCHANGE2 }
  return pairKey(pair)
}

/** Percent, as contract.md has it: of the two quotes that were sent for this time. */
export function spreadOf(symbol: number, timeMs: number): number {
  return (bid1(symbol, timeMs) / BID2 - 1) * 100
}

/**
 * An aggregator of very many symbols, two instruments each, that sends what it is told to; a bid is a
 * function of symbol and time.
 */
export class RoundsFeed implements AsyncDisposable {
  readonly #server: WebSocketServer
  #steady: NodeJS.Timeout | undefined
  #next = 0
  #sent = 0

  private constructor(server: WebSocketServer) {
    this.#server = server
  }

  static async start(): Promise<RoundsFeed> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await once(server, 'listening')
    return new RoundsFeed(server)
  }

  get url(): string {
    const { port } = z.object({ port: z.number() }).parse(this.#server.address())
    return `ws://127.0.0.1:${port}`
  }

  get sent(): number {
    return this.#sent
  }

  /** A quote of each instrument of `symbols` symbols, in this order, beginning with symbol `first`. */
  async sendRound(first: number, symbols: number, timeMs = Date.now()): Promise<void> {
    for (let symbol = first; symbol < first + symbols; symbol++) {
      this.#send(symbol, timeMs)
      while (this.#waitingBytes() > MAX_WAITING_BYTES) await setImmediate()
    }
  }

  /** So many quotes a second from now on, of all these in turn, the newest symbol first. */
  goOn(first: number, symbols: number, quotesPerSecond: number): void {
    const perBeat = (quotesPerSecond * BEAT_MS) / 1_000 / EXCHANGES.length
    this.#steady = setInterval(() => {
      for (let count = 0; count < perBeat; count++) {
        this.#send(first + symbols - 1 - (this.#next++ % symbols), Date.now())
      }
    }, BEAT_MS)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#steady)
    for (const peer of this.#server.clients) peer.terminate()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #send(symbol: number, timeMs: number): void {
    const Symbol = symbolName(symbol)
    const Timestamp = new Date(timeMs).toISOString()
    for (const Exchange of EXCHANGES) {
      const BestBid = Exchange === EXCHANGE1 ? bid1(symbol, timeMs) : BID2
      const Payload = { BestBid, BestAsk: ASK, Exchange, Symbol, Timestamp }
      const frame = JSON.stringify({ MessageType: 'Spread', Payload })
      for (const peer of this.#server.clients) peer.send(frame)
      this.#sent++
    }
  }

  #waitingBytes(): number {
    const waiting = (peer: WebSocket) => peer.bufferedAmount
    return Math.max(0, ...[...this.#server.clients].map(waiting))
  }
}

function symbolName(symbol: number): string {
  return `S${String(symbol).padStart(SYMBOL_DIGITS, '0')}_USDT`
}

/** Tells whose quote it is and of when, as far as it matters. */
function bid1(symbol: number, timeMs: number): number {
  return BID2 + ((symbol * 7 + Math.floor(timeMs / 10)) % 1_999) / 100
}
