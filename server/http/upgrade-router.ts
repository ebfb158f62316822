import { ServerResponse, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { answerError } from './answer'
import type { CorsPolicy } from './cors-policy'
import type { HostPolicy } from './host-policy'

/** Where Next's development client keeps its connection. */
const NEXT_PREFIX = '/_next/'

/** Takes the connection over, or throws an HttpProblem before it has answered anything. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  params: URLSearchParams,
) => void

export interface UpgradeOptions {
  /** WebSockets by path. */
  sockets: Readonly<Record<string, UpgradeHandler>>
  hosts: HostPolicy
  cors: CorsPolicy
  /** Next's own; undefined but in development. */
  nextServer: Server | undefined
  /** Sees every answer that refuses a WebSocket before it is given. */
  watch: (request: IncomingMessage, response: ServerResponse) => void
  /** An error that is no answer to the caller's fault. */
  onFault: (error: unknown) => void
}

/**
 * Decides about every upgrade: Next's own go to `nextServer` in development, WebSockets go by their
 * path, for pages of our own and of allowed origins alone, and what is no WebSocket is served as if
 * it had not asked. One that nobody answers would stay open for ever.
 */
export function routeUpgrades(server: Server, options: UpgradeOptions): void {
  const { nextServer, watch, onFault } = options
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      server.emit('request', request, responseTo(request))
      return
    }
    if (nextServer !== undefined && request.url?.startsWith(NEXT_PREFIX)) {
      nextServer.emit('upgrade', request, socket, head)
      return
    }
    try {
      openSocket(options, request, socket, head)
    } catch (error) {
      const response = responseTo(request)
      watch(request, response)
      answerError(response, error, onFault)
    }
  })
}

/** @throws HttpProblem as long as nothing has been answered */
function openSocket(
  { sockets, hosts, cors }: UpgradeOptions,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const url = request.url ?? ''
  const path = url.split('?', 1)[0]!
  const open = Object.hasOwn(sockets, path) ? sockets[path] : undefined
  if (open === undefined) throw new HttpProblem(404, 'there is no WebSocket at this address')
  hosts.check(request.headers.host)
  cors.check(request)
  open(request, socket, head, new URLSearchParams(url.slice(path.length)))
}

/**
 * The one answer that a request gets which is not upgraded: Node has let go of its socket by now.
 *
 * A server may ignore a protocol it does not speak (RFC 9110, 7.8), such as the `h2c` that curl and
 * Java's client offer by default.
 */
function responseTo(request: IncomingMessage): ServerResponse {
  const { socket } = request
  const response = new ServerResponse(request)
  // A peer that resets its connection is nothing to report.
  response.on('error', () => {})
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  socket.on('drain', () => response.emit('drain'))
  response.once('finish', () => {
    socket.once('finish', () => socket.destroy())
    socket.end()
  })
  return response
}
