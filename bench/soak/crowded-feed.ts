import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { pairKey } from '@/lib/market/pair'

const QUIET = Array.from({ length: 500 }, (_, index) => `Q${index}_USDT`)
const BUSY = ['BUSYA_USDT', 'BUSYB_USDT']
const [EXCHANGE1, EXCHANGE2] = ['Binance', 'Bybit'] as const
const EXCHANGES = [EXCHANGE1, EXCHANGE2]
/** What the quiet ones have behind them when a reader comes. */
const SECONDS = 1_200
/** Quiet symbols between two quotes of the busy ones. */
const BETWEEN = 100
const BUSY_MS = 50
/** Written ahead at most. */
const AHEAD_BYTES = 8 * 1024 * 1024

export const BUSY_PAIRS = BUSY.map((symbol) => {
  return pairKey({ symbol, exchange1: EXCHANGE1, exchange2: EXCHANGE2 })
})
export const BUSY_WINDOWS = BUSY.length * EXCHANGES.length

/**
 * An aggregator whose many symbols have quoted for minutes, which it sends as fast as it is read;
 * then only a few, busy all the time, go on.
 */
export async function openCrowdedFeed() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'string' || address === null) throw new Error('no port')
  server.on('connection', (socket) => void serve(socket))
  return {
    url: `ws://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function serve(socket: WebSocket): Promise<void> {
  const isOpen = () => socket.readyState === socket.OPEN
  const quote = (symbols: readonly string[], timeMs: number) => {
    for (const symbol of symbols) {
      for (const exchange of EXCHANGES) socket.send(frame(exchange, symbol, timeMs))
    }
  }
  const startMs = Date.now()
  for (let second = SECONDS; second > 0 && isOpen(); second--) {
    const timeMs = startMs - second * 1_000
    for (let at = 0; at < QUIET.length; at += BETWEEN) {
      quote(BUSY, timeMs)
      quote(QUIET.slice(at, at + BETWEEN), timeMs)
    }
    do await setTimeout()
    while (isOpen() && socket.bufferedAmount > AHEAD_BYTES)
  }
  for (; isOpen(); await setTimeout(BUSY_MS)) quote(BUSY, Date.now())
}

function frame(exchange: string, symbol: string, timeMs: number): string {
  const quotes = { BestBid: 100, BestAsk: 101, Exchange: exchange, Symbol: symbol }
  const Payload = { ...quotes, Timestamp: new Date(timeMs).toISOString() }
  return JSON.stringify({ MessageType: 'Spread', Payload })
}
