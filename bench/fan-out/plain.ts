import { WebSocketServer, type WebSocket } from 'ws'
import { QUOTE_MS } from './market'
import { LatestMarket } from './latest-market'

// Baseline: a message of its own for each client and pair, made by JSON.stringify, as many a dashboard
// does it. The argument is the feed's address.

interface Client {
  readonly socket: WebSocket
  readonly pairs: ReadonlySet<string>
  seq: number
}

const market = new LatestMarket(process.argv[2] ?? '')
const clients = new Set<Client>()
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })

server.on('connection', (socket, request) => {
  const params = new URLSearchParams(request.url?.split('?')[1])
  const client = { socket, pairs: new Set(params.get('pairs')?.split(',')), seq: 0 }
  clients.add(client)
  socket.on('close', () => clients.delete(client))
  socket.on('error', () => {})
})

setInterval(() => {
  const updates = market.takeChanged()
  for (const client of clients) {
    for (const update of updates) {
      if (!client.pairs.has(update.pair)) continue
      client.socket.send(JSON.stringify({ seq: client.seq++, ...update }))
    }
  }
}, QUOTE_MS)

server.on('listening', () => {
  const address = server.address()
  if (typeof address === 'object') console.log(`ready: http://127.0.0.1:${address?.port}`)
})
process.on('disconnect', () => process.exit())
