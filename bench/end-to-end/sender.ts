import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { PROBE_PAIRS, type LevelChange } from './levels'
import { QuotedMarket } from './quoted-market'
import { PAST_PATH, type SenderState } from './sender-message'

// node end-to-end-sender.js QUOTES_PER_SECOND

/** Quotes leave in turns this far apart, as many as are due, in one write. */
const TURN_MS = 4
/** From jump to jump of a pair: longer than a chart may take, and in step with nothing. */
const LEAST_GAP_MS = 2_000
const MOST_GAP_MS = 3_000

const quotesPerSecond = z.coerce.number().positive().parse(process.argv[2])
const market = new QuotedMarket()
const jumps: LevelChange[] = []
const readers = new Set<Duplex>()
const http = createServer((_, response) => {
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>plain page</title>')
})
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
server.on('connection', (webSocket, { socket, url }) => {
  webSocket.on('error', () => {})
  webSocket.on('close', () => readers.delete(socket))
  // Whole frames go to the socket directly: a write for all that are due.
  if (url === PAST_PATH) socket.write(market.past(nowMs()))
  readers.add(socket)
})
http.listen(0, '127.0.0.1')
await once(http, 'listening')

const startMs = performance.now()
const dueMs = PROBE_PAIRS.map(() => nowMs() + gapMs())
let sent = 0
const timer = setInterval(() => {
  const due = ((performance.now() - startMs) / 1_000) * quotesPerSecond
  for (; sent < due; sent++) market.quote(nowMs())
  for (const [probe, pair] of PROBE_PAIRS.entries()) {
    const atMs = nowMs()
    if (atMs < dueMs[probe]!) continue
    dueMs[probe] = atMs + gapMs()
    jumps.push({ pair, isHigh: market.jump(probe, atMs), atMs })
  }
  const bytes = market.take()
  if (bytes.length > 0) for (const reader of readers) reader.write(bytes)
}, TURN_MS)

process.on('message', tell)
process.on('disconnect', () => {
  clearInterval(timer)
  for (const client of server.clients) client.terminate()
  server.close()
  http.close()
  http.closeAllConnections()
})
tell()

function tell(): void {
  const { port } = z.object({ port: z.number() }).parse(http.address())
  const state: SenderState = { port, nowMs: nowMs(), jumps }
  process.send?.(state)
}

/** Epoch milliseconds, with their fraction. */
function nowMs(): number {
  return performance.timeOrigin + performance.now()
}

function gapMs(): number {
  return LEAST_GAP_MS + Math.random() * (MOST_GAP_MS - LEAST_GAP_MS)
}
