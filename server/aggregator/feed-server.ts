import { createServer, STATUS_CODES, type IncomingMessage, type RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { FaultBoard } from './fault-board'
import { FeedClient } from './feed-client'
import type { FrameChunk } from './frame-writer'
import { listen } from './listen'

export const MAX_CLIENTS = 64

/** Connections that are no clients: requests to the control, handshakes under way. */
const MAX_OTHER_CONNECTIONS = 32

/** Clients have nothing to say. */
const MAX_INCOMING_BYTES = 64 * 1024
const BEATS_PER_PING = 10
const REQUEST_TIMEOUT_MS = 5_000
const CLOSE_TIMEOUT_MS = 1_000

const GOING_AWAY = 1001
const TRY_AGAIN_LATER = 1013

// @types/ws does not know closeTimeout yet; ws itself has it since 8.19.
const SOCKET_OPTIONS: ConstructorParameters<typeof WebSocketServer>[0] & { closeTimeout: number } =
  {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_INCOMING_BYTES,
    // Pongs are a client's business: they can be made slow or left out.
    autoPong: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
  }

export interface FeedServerOptions {
  readonly host: string
  readonly maxQueueBytes: number
  readonly faults: FaultBoard
  /** Sent to a client before anything else. */
  readonly greeting: () => FrameChunk
  /** Answers what is not a WebSocket. */
  readonly control: RequestListener
  /** Ten beats lie between two pings; a client that has not answered by the next ping is gone. */
  readonly beatMs?: number
}

/** Takes clients in and hands every frame to all of them; none waits for another. */
export class FeedServer {
  readonly #options: FeedServerOptions
  readonly #server
  readonly #sockets = new WebSocketServer(SOCKET_OPTIONS)
  readonly #clients = new Map<number, FeedClient>()
  #beatTimer: NodeJS.Timeout | undefined
  #beats = 0
  #nextId = 1
  #refused = 0
  #dead = 0
  /** Of clients that have left; those that are here count their own. */
  #dropped = 0

  constructor(options: FeedServerOptions) {
    this.#options = options
    this.#server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, options.control)
    this.#server.headersTimeout = REQUEST_TIMEOUT_MS
    this.#server.maxConnections = MAX_CLIENTS + MAX_OTHER_CONNECTIONS
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    this.#server.on('clientError', (_, socket) => socket.destroy())
  }

  get clients(): ReadonlyMap<number, FeedClient> {
    return this.#clients
  }

  get counts() {
    const here = [...this.#clients.values()]
    return {
      refusedClients: this.#refused,
      deadClients: this.#dead,
      droppedFrames: here.reduce((sum, client) => sum + client.droppedFrames, this.#dropped),
    }
  }

  /** Returns the port. @throws StartError */
  async start(port: number): Promise<number> {
    const taken = await listen(this.#server, this.#options.host, port)
    this.#beatTimer = setInterval(() => this.#beat(), this.#options.beatMs ?? 1_000)
    return taken
  }

  broadcast(chunk: FrameChunk): void {
    for (const client of this.#clients.values()) client.send(chunk)
  }

  /** Bounded: who does not answer the close frame is cut off. */
  async close(): Promise<void> {
    clearInterval(this.#beatTimer)
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const client of this.#clients.values()) client.close(GOING_AWAY, 'shutting down')
    this.#server.closeAllConnections()
    await closed
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    // Only pages send it, and no page of any site has business with a feed on this machine.
    if (request.headers.origin !== undefined) {
      refuse(socket, 403)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (this.#clients.size >= MAX_CLIENTS) {
        this.#refused++
        webSocket.on('error', () => {})
        webSocket.close(TRY_AGAIN_LATER, `no more than ${MAX_CLIENTS} clients`)
        return
      }
      this.#admit(webSocket, socket)
    })
  }

  #admit(webSocket: WebSocket, socket: Duplex): void {
    const { maxQueueBytes, faults, greeting } = this.#options
    const id = this.#nextId++
    const onClose = (client: FeedClient) => {
      this.#clients.delete(id)
      faults.forgetClient(id)
      this.#dropped += client.droppedFrames
    }
    const client = new FeedClient({ id, webSocket, socket, maxQueueBytes, faults, onClose })
    this.#clients.set(id, client)
    client.send(greeting())
  }

  #beat(): void {
    this.#beats++
    const isPing = this.#beats % BEATS_PER_PING === 0
    for (const client of this.#clients.values()) {
      const lifeSeconds = this.#options.faults.clientFault(client.id, 'close')
      if (lifeSeconds !== undefined && Date.now() - client.sinceMs >= lifeSeconds * 1_000) {
        client.close(GOING_AWAY, 'fault')
      } else if (isPing && !client.ping()) {
        this.#dead++
        client.terminate()
      }
    }
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`)
}
