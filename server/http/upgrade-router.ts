import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Where Next's development client keeps its connection. */
const NEXT_PREFIX = '/_next/'

/**
 * Decides about every upgrade: Next's own go to `nextServer` in development, all others are refused.
 * One that nobody answers would stay open for ever.
 */
export function routeUpgrades(server: Server, nextServer: Server | undefined): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (nextServer !== undefined && request.url?.startsWith(NEXT_PREFIX)) {
      nextServer.emit('upgrade', request, socket, head)
      return
    }
    socket.once('finish', () => socket.destroy())
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  })
}
