import { once } from 'node:events'
import { WebSocketServer } from 'ws'
import { z } from 'zod'

export interface QuoteFields {
  exchange?: string
  symbol?: string
  timeMs?: number
  bid?: number
  ask?: number
}

/** A Spread frame as the aggregator writes it. */
export function quoteFrame({
  exchange = 'OKX',
  symbol = 'BTC_USDT',
  ...quote
}: QuoteFields): string {
  const { timeMs = Date.now(), bid = 100, ask = bid + 1 } = quote
  const Timestamp = new Date(timeMs).toISOString()
  const Payload = { BestBid: bid, BestAsk: ask, Exchange: exchange, Symbol: symbol, Timestamp }
  return JSON.stringify({ MessageType: 'Spread', Payload })
}

/** An aggregator that sends what the test tells it to, to all that are connected. */
export async function startQuoteFeed(port = 0) {
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  await once(server, 'listening')
  const { port: taken } = z.object({ port: z.number() }).parse(server.address())
  const stop = async () => {
    for (const peer of server.clients) peer.terminate()
    server.close()
    await once(server, 'close')
  }
  const send = (...frames: (string | Buffer)[]) => {
    for (const peer of server.clients) for (const each of frames) peer.send(each)
  }
  return { clients: server.clients, port: taken, send, stop, url: `ws://127.0.0.1:${taken}` }
}
