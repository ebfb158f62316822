import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'

const EXCHANGES = ['Binance', 'OKX']
const SYMBOL_DIGITS = 5
/** As much as waits in the socket before the sender waits for it. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024
const BEAT_MS = 10

/** An aggregator of very many symbols, two instruments each, that sends what it is told to. */
export class CleaningFeed implements AsyncDisposable {
  readonly #server: WebSocketServer
  #steady: NodeJS.Timeout | undefined
  #next = 0
  #sent = 0

  private constructor(server: WebSocketServer) {
    this.#server = server
  }

  static async start(): Promise<CleaningFeed> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await once(server, 'listening')
    return new CleaningFeed(server)
  }

  get url(): string {
    const { port } = z.object({ port: z.number() }).parse(this.#server.address())
    return `ws://127.0.0.1:${port}`
  }

  get sent(): number {
    return this.#sent
  }

  /** A quote of each instrument of `symbols` symbols, beginning with symbol `first`, in this order. */
  async sendRound(first: number, symbols: number): Promise<void> {
    for (let symbol = first; symbol < first + symbols; symbol++) {
      this.#send(symbol)
      while (this.#waitingBytes() > MAX_WAITING_BYTES) await setImmediate()
    }
  }

  /** So many quotes a second from now on, of all these in turn, the newest symbol first. */
  goOn(first: number, symbols: number, quotesPerSecond: number): void {
    const perBeat = (quotesPerSecond * BEAT_MS) / 1_000 / EXCHANGES.length
    this.#steady = setInterval(() => {
      for (let count = 0; count < perBeat; count++) {
        this.#send(first + symbols - 1 - (this.#next++ % symbols))
      }
    }, BEAT_MS)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#steady)
    for (const peer of this.#server.clients) peer.terminate()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #send(symbol: number): void {
    const Symbol = `S${String(symbol).padStart(SYMBOL_DIGITS, '0')}USDT`
    const Timestamp = new Date().toISOString()
    for (const Exchange of EXCHANGES) {
      const Payload = { BestBid: 100 + Math.random(), BestAsk: 102, Exchange, Symbol, Timestamp }
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
