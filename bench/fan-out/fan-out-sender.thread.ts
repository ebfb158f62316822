import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'
import { timeToPrice } from '../market/stream-market'
import { INSTRUMENTS, instrumentKey, QUOTE_MS, type Instrument } from './market'

// An aggregator whose prices are the time of their sending. It quotes from `begin` on; told `finish`, it
// sends one more quote of each instrument, answers with the prices, and is silent from then on.

/** Quotes are sent in batches this far apart, as many as the clock says are due. */
const BATCH_MS = 4

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
await once(server, 'listening')
const address = server.address()
parentPort?.postMessage(typeof address === 'object' ? address?.port : undefined)

let sent = 0
let timer: NodeJS.Timeout | undefined

function send({ exchange, symbol }: Instrument): number {
  const nowMs = performance.timeOrigin + performance.now()
  const bid = timeToPrice(nowMs)
  const frame =
    `{"MessageType":"Spread","Payload":{"BestBid":${bid},"BestAsk":${bid},"SpreadPercentage":0,` +
    `"MinVolume":3000000,"MaxVolume":1000000000,"ServerTimestamp":null,"Exchange":"${exchange}",` +
    `"Symbol":"${symbol}","Timestamp":"${new Date(nowMs).toISOString()}"}}`
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(frame)
  }
  return Number(bid)
}

function begin(): void {
  const startedMs = performance.now()
  timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedMs) / QUOTE_MS) * INSTRUMENTS.length)
    for (; sent < due; sent++) send(INSTRUMENTS[sent % INSTRUMENTS.length]!)
  }, BATCH_MS)
}

parentPort?.on('message', (what) => {
  if (what === 'begin') return begin()
  clearInterval(timer)
  parentPort?.postMessage(INSTRUMENTS.map((one) => [instrumentKey(one), send(one)]))
})
