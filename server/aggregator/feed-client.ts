import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { FaultBoard } from './fault-board'
import type { FrameChunk } from './frame-writer'
import { OutboundQueue } from './outbound-queue'

/** A client that pings without reading gets no more pongs: each would stay in memory. */
const MAX_BYTES_BEFORE_PONG = 1024 * 1024

export interface FeedClientOptions {
  readonly id: number
  /** The same connection twice: `ws` speaks the protocol, whole frames go to the socket directly. */
  readonly webSocket: WebSocket
  readonly socket: Duplex
  readonly maxQueueBytes: number
  readonly faults: FaultBoard
  readonly onClose: (client: FeedClient) => void
}

/** One receiver of the feed. */
export class FeedClient {
  readonly id: number
  readonly sinceMs = Date.now()
  readonly #webSocket: WebSocket
  readonly #faults: FaultBoard
  readonly #queue: OutboundQueue
  #awaitsPong = false
  #lastPong: Buffer = Buffer.alloc(0)
  #pongTimer: NodeJS.Timeout | undefined

  constructor({ id, webSocket, socket, maxQueueBytes, faults, onClose }: FeedClientOptions) {
    this.id = id
    this.#webSocket = webSocket
    this.#faults = faults
    this.#queue = new OutboundQueue(socket, maxQueueBytes)
    webSocket.on('message', () => this.#seen())
    webSocket.on('pong', () => this.#seen())
    webSocket.on('ping', (data) => this.#pinged(data))
    // `ws` always follows 'error' with 'close'.
    webSocket.on('error', () => {})
    webSocket.on('close', () => {
      clearTimeout(this.#pongTimer)
      this.#queue.clear()
      onClose(this)
    })
  }

  get queuedBytes(): number {
    return this.#queue.bytes
  }

  get droppedFrames(): number {
    return this.#queue.droppedFrames
  }

  get sentFrames(): number {
    return this.#queue.sentFrames
  }

  send(chunk: FrameChunk): void {
    if (!this.#isOpen) return
    if (this.#isSilenced) this.#queue.clear()
    else this.#queue.push(chunk)
  }

  /** False: the client has not answered the last ping, so nobody is there. */
  ping(): boolean {
    if (!this.#isOpen || this.#isSilenced) return true
    if (this.#awaitsPong) return false
    this.#awaitsPong = true
    this.#webSocket.ping()
    return true
  }

  close(code: number, reason: string): void {
    this.#queue.clear()
    this.#webSocket.close(code, reason)
  }

  terminate(): void {
    this.#webSocket.terminate()
  }

  get #isOpen(): boolean {
    return this.#webSocket.readyState === WebSocket.OPEN
  }

  get #isSilenced(): boolean {
    return this.#faults.clientFault(this.id, 'silence') !== undefined
  }

  #seen(): void {
    this.#awaitsPong = false
  }

  #pinged(data: Buffer): void {
    this.#seen()
    const lateMs = this.#faults.clientFault(this.id, 'slow-pong')
    if (lateMs === undefined) {
      this.#pong(data)
      return
    }
    // Of several pings only the last has to be answered, so one timer does.
    this.#lastPong = data
    this.#pongTimer ??= setTimeout(() => {
      this.#pongTimer = undefined
      this.#pong(this.#lastPong)
    }, lateMs)
  }

  #pong(data: Buffer): void {
    if (!this.#isOpen || this.#isSilenced) return
    if (this.queuedBytes < MAX_BYTES_BEFORE_PONG) this.#webSocket.pong(data)
  }
}
