import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Headers must have arrived after this, the whole request after the next. */
const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
/** So often within the first of them is looked who is late; Node does it every 30 s otherwise. */
const CHECKS = 5
/** Room for an address that names 500 pairs. */
const MAX_HEADER_BYTES = 65_536
/** Connections beyond those of streams: pages, their files, checks. */
const SPARE_CONNECTIONS = 1_000

export interface HttpFrontOptions {
  host: string
  /** 0: any free one. */
  port: number
  maxStreams: number
  /** A connection that has not sent a request's headers by then is closed, soon after. */
  headersTimeoutMs?: number
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/**
 * The HTTP server and its sockets.
 *
 * Lifecycle: `listen`, `stopListening`, `close`; the last two may be called any number of times.
 */
export class HttpFront {
  readonly server: Server
  readonly #options: HttpFrontOptions
  /** Upgraded ones as well, which the server itself forgets. */
  readonly #sockets = new Set<Socket>()

  constructor(options: HttpFrontOptions) {
    const { headersTimeoutMs = HEADERS_TIMEOUT_MS } = options
    this.#options = options
    this.server = createServer(
      {
        headersTimeout: headersTimeoutMs,
        requestTimeout: REQUEST_TIMEOUT_MS,
        connectionsCheckingInterval: headersTimeoutMs / CHECKS,
        maxHeaderSize: MAX_HEADER_BYTES,
        noDelay: true,
      },
      (request, response) => void options.handle(request, response),
    )
    this.server.maxConnections = options.maxStreams + SPARE_CONNECTIONS
    this.server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
  }

  /** Open now, upgraded ones as well. */
  get connections(): number {
    return this.#sockets.size
  }

  /** Resolves with the address to be opened in a browser. Rejects when the port is taken. */
  async listen(): Promise<string> {
    const { host, port } = this.#options
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, host, () => {
        this.server.off('error', reject)
        resolve()
      })
    })
    return `http://${urlHost(host)}:${listeningPort(this.server)}`
  }

  stopListening(): void {
    this.server.close()
    this.server.closeIdleConnections()
  }

  /** Waits until every connection has ended; those that are left after `graceMs` are cut. */
  async close(graceMs: number): Promise<void> {
    this.stopListening()
    const deadline = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy()
    }, graceMs)
    await Promise.all([...this.#sockets].map((socket) => closed(socket)))
    clearTimeout(deadline)
  }
}

/** NaN while it does not listen. */
function listeningPort(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : NaN
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve()
    else socket.once('close', () => resolve())
  })
}

/** What to open for a server that listens on `host`. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}
