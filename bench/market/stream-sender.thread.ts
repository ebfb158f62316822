import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { EXCHANGES, PROBE_SYMBOL, SYMBOLS, timeToPrice } from './stream-market'

/** Quotes are sent in batches this far apart, as many as the clock says are due. */
const BATCH_MS = 4
/** Each leg of the quiet pair quotes this often, the two half of it apart. */
const PROBE_MS = 1_000

const { quotesPerSecond } = z.object({ quotesPerSecond: z.number() }).parse(workerData)

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
await once(server, 'listening')
const address = server.address()
parentPort?.postMessage(typeof address === 'object' ? address?.port : undefined)

const instruments = SYMBOLS.flatMap((symbol) => EXCHANGES.map((exchange) => ({ exchange, symbol })))
const startedMs = Date.now()
let sent = 0
let probes = 0

/** A frame whose bid says when it was sent. */
function frame(exchange: string, symbol: string): string {
  const nowMs = performance.timeOrigin + performance.now()
  const bid = timeToPrice(nowMs)
  const time = new Date(nowMs).toISOString()
  return (
    `{"MessageType":"Spread","Payload":{"BestBid":${bid},"BestAsk":${bid},"SpreadPercentage":0,` +
    `"MinVolume":3000000,"MaxVolume":1000000000,"ServerTimestamp":null,"Exchange":"${exchange}",` +
    `"Symbol":"${symbol}","Timestamp":"${time}"}}`
  )
}

function batch(): void {
  const elapsedMs = Date.now() - startedMs
  const due = Math.floor((elapsedMs / 1_000) * quotesPerSecond) - sent
  const frames: string[] = []
  for (let i = 0; i < due; i++) {
    const { exchange, symbol } = instruments[(sent + i) % instruments.length]!
    frames.push(frame(exchange, symbol))
  }
  sent += due
  if (elapsedMs >= probes * (PROBE_MS / 2)) {
    frames.push(frame(EXCHANGES[probes % 2]!, PROBE_SYMBOL))
    probes++
  }
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) for (const text of frames) client.send(text)
  }
}

const timer = setInterval(batch, BATCH_MS)
parentPort?.once('message', () => {
  clearInterval(timer)
  for (const client of server.clients) client.terminate()
  server.close()
})
