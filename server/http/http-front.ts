import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Headers must have arrived by then. */
const HEADERS_TIMEOUT_MS = 10_000
/** The whole request, too: 10 MiB over a line of 0.7 Mbit/s. One that stalls is refused before. */
const REQUEST_TIMEOUT_MS = 120_000
/**
 * An unused connection is closed then. Proxies close theirs earlier (nginx after 60 s), so that no
 * request of theirs meets one that is being closed.
 */
const KEEP_ALIVE_MS = 65_000
/** So often within the first of them is looked who is late; Node does it every 30 s otherwise. */
const CHECKS = 5
/** Room for an address that names 500 pairs. */
const MAX_HEADER_BYTES = 65_536
/** Connections beyond those of streams: pages, their files, checks. */
export const SPARE_CONNECTIONS = 1_000
/** By Node's code, as Node answers by itself; all others are 400. */
const REFUSED_STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}

export interface HttpFrontOptions {
  host: string
  /** 0: any free one. */
  port: number
  maxStreams: number
  /** A connection that has not sent a request's headers by then is closed, soon after. */
  headersTimeoutMs?: number
  keepAliveMs?: number
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** What was no request was answered with that; `why`: Node's code. */
  onRefused?: (status: number, why: string) => void
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
  #dropped = 0
  /** The last answer begun on each connection. */
  readonly #answers = new WeakMap<Duplex, ServerResponse>()

  constructor(options: HttpFrontOptions) {
    const { headersTimeoutMs = HEADERS_TIMEOUT_MS, keepAliveMs = KEEP_ALIVE_MS } = options
    this.#options = options
    this.server = createServer(
      {
        headersTimeout: headersTimeoutMs,
        requestTimeout: REQUEST_TIMEOUT_MS,
        keepAliveTimeout: keepAliveMs,
        connectionsCheckingInterval: headersTimeoutMs / CHECKS,
        maxHeaderSize: MAX_HEADER_BYTES,
        noDelay: true,
      },
      (request, response) => {
        this.#answers.set(request.socket, response)
        void options.handle(request, response)
      },
    )
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      this.#refuse(error.code ?? '', socket)
    })
    this.server.on('timeout', closeUnlessAsked)
    this.server.maxConnections = options.maxStreams + SPARE_CONNECTIONS
    this.server.on('drop', () => this.#dropped++)
    this.server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
  }

  /** As Node does without a listener, but for who is to know of it. */
  #refuse(code: string, socket: Duplex): void {
    const answer = this.#answers.get(socket)
    const isAnswering = answer !== undefined && answer.headersSent && !answer.writableFinished
    if (socket.writable && !isAnswering && code !== 'ECONNRESET') {
      const status = REFUSED_STATUS[code] ?? 400
      socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`)
      if (hasAsked(socket)) this.#options.onRefused?.(status, code)
    }
    socket.destroy()
  }

  /** Connections closed at once because there were too many, since the start. */
  get dropped(): number {
    return this.#dropped
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

/**
 * Node closes an unused connection by its clock, also when a request has come in while this thread
 * was busy, whose sender then finds its connection reset. What has come in is read by the next turn.
 */
function closeUnlessAsked(socket: Socket): void {
  const before = socket.bytesRead
  setImmediate(() => {
    if (socket.bytesRead === before) socket.destroy()
  })
}

/** Browsers open connections ahead of need, and leave some of them unused. */
function hasAsked(socket: Duplex): boolean {
  return socket instanceof Socket && socket.bytesRead > 0
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
