import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import type { MarketEvent } from '@/server/aggregator/market-event'
import { SimulatedSource, type SimulatedOptions } from '@/server/aggregator/simulated-source'

/** Quotes leave in turns this far apart, as many as are due. */
const TURN_MS = 5
const QUOTES_PER_TURN = 2_500
/** As much as waits in the socket before the sender waits for it. */
const AHEAD_BYTES = 4 * 1024 * 1024
/** Nearer than this to the clock the past is over. */
const NOW_MS = 250

const addressSchema = z.object({ port: z.number() })

/**
 * The embedded aggregator's simulated quotes, but with a past: whoever connects is sent the last
 * minutes as fast as it reads, then what falls due. So windows and charts are full when a page is
 * opened, and what grows after that is a leak.
 */
export class PastFeed implements AsyncDisposable {
  readonly #server: WebSocketServer
  readonly #market: SimulatedOptions
  readonly #pastMs: number
  readonly #stop = new AbortController()
  #sent = 0
  #isLive = false
  /** Nothing is sent; what fell due meanwhile is sent afterwards. */
  isPaused = false

  private constructor(server: WebSocketServer, market: SimulatedOptions, pastMs: number) {
    this.#server = server
    this.#market = market
    this.#pastMs = pastMs
    server.on('connection', (socket) => {
      void this.#serve(socket).catch(() => socket.terminate())
    })
  }

  static async start(market: SimulatedOptions, pastMs: number): Promise<PastFeed> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
    await once(server, 'listening')
    return new PastFeed(server, market, pastMs)
  }

  get url(): string {
    return `ws://127.0.0.1:${addressSchema.parse(this.#server.address()).port}`
  }

  get sent(): number {
    return this.#sent
  }

  /** The past was sent; what comes is of now. */
  get isLive(): boolean {
    return this.#isLive
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    for (const peer of this.#server.clients) peer.terminate()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #serve(socket: WebSocket): Promise<void> {
    const source = new SimulatedSource(this.#market)
    const originMs = Date.now() - this.#pastMs
    while (socket.readyState === socket.OPEN) {
      const dueMs = Date.now() - originMs
      let event: MarketEvent | undefined
      let left = this.isPaused ? 0 : QUOTES_PER_TURN
      while (left-- > 0 && (event = source.take(dueMs)) !== undefined) {
        socket.send(frame(event, originMs))
        this.#sent++
      }
      const isBehind = event !== undefined && dueMs - event.atMs > NOW_MS
      if (!isBehind) this.#isLive = true
      do await setTimeout(isBehind ? 0 : TURN_MS, undefined, { signal: this.#stop.signal })
      while (socket.bufferedAmount > AHEAD_BYTES)
    }
  }
}

function frame({ instrument, atMs, bid, ask }: MarketEvent, originMs: number): string {
  const time = new Date(originMs + atMs).toISOString()
  return (
    `{"MessageType":"Spread","Payload":{"BestBid":${bid},"BestAsk":${ask},` +
    `"Exchange":"${instrument.exchange}","Symbol":"${instrument.symbol}","Timestamp":"${time}"}}`
  )
}
