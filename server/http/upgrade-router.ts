import { ServerResponse, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Where Next's development client keeps its connection. */
const NEXT_PREFIX = '/_next/'

/**
 * Decides about every upgrade: Next's own go to `nextServer` in development, other WebSockets are
 * refused, and what is no WebSocket is served as if it had not asked. One that nobody answers would
 * stay open for ever.
 */
export function routeUpgrades(server: Server, nextServer: Server | undefined): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      serveWithoutUpgrade(server, request)
      return
    }
    if (nextServer !== undefined && request.url?.startsWith(NEXT_PREFIX)) {
      nextServer.emit('upgrade', request, socket, head)
      return
    }
    socket.once('finish', () => socket.destroy())
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  })
}

/**
 * A server may ignore a protocol it does not speak (RFC 9110, 7.8), such as the `h2c` that curl and
 * Java's client offer by default. Node has let go of the socket by now, so one answer is all it gets.
 */
function serveWithoutUpgrade(server: Server, request: IncomingMessage): void {
  const { socket } = request
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  socket.on('drain', () => response.emit('drain'))
  response.once('finish', () => {
    socket.once('finish', () => socket.destroy())
    socket.end()
  })
  server.emit('request', request, response)
}
