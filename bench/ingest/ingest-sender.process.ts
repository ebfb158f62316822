import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { QuoteStream } from './quote-stream'
import { senderPlanSchema } from './sender-plan'

// RFC 6455, 1.3.
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

const plan = senderPlanSchema.parse(JSON.parse(process.argv[2] ?? ''))
const stream = new QuoteStream(plan)

const server = createServer()
server.on('upgrade', (request, socket) => {
  const key = request.headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1').update(`${key}${HANDSHAKE_GUID}`).digest('base64')
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  // What the receiver says (pings, a goodbye) is not answered: frames are sign of life enough.
  socket.resume()
  socket.on('error', () => socket.destroy())
  socket.on('close', () => stream.stop())
  stream.start(socket)
  // What the worker has lost stays lost: a second connection would hide it.
  server.close()
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  process.send?.({ type: 'listening', port })
})

process.on('message', (command) => {
  if (command === 'close') return stream.close()
  void stream.finish().then((totals) => process.send?.({ type: 'totals', ...totals }))
})
process.on('disconnect', () => process.exit())
