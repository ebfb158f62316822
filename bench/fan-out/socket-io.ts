import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { z } from 'zod'
import { LatestMarket } from './latest-market'
import { QUOTE_MS } from './market'

// Baseline: socket.io with a room for each pair. The argument is the feed's address.

const pairsSchema = z.array(z.string())

const market = new LatestMarket(process.argv[2] ?? '')
const http = createServer()
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
})

io.on('connection', (socket) => {
  socket.on('subscribe', (pairs) => void socket.join(pairsSchema.parse(pairs)))
})

setInterval(() => {
  for (const update of market.takeChanged()) io.to(update.pair).emit('bars', update)
}, QUOTE_MS)

http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  if (typeof address === 'object') console.log(`ready: http://127.0.0.1:${address?.port}`)
})
process.on('disconnect', () => process.exit())
