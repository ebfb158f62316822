import type { Duplex } from 'node:stream'
import type { FrameChunk } from './frame-writer'

/** What the socket may hold at once: what it was given cannot be dropped any more. */
const HAND_OVER_BYTES = 256 * 1024

/**
 * Frames on their way to one client. What the socket does not take waits here, and when all of it
 * is more than `maxBytes` the oldest frames are dropped: late quotes are worth less than new ones.
 */
export class OutboundQueue {
  readonly #socket: Duplex
  readonly #maxBytes: number
  readonly #waiting: FrameChunk[] = []
  #waitingBytes = 0
  #droppedFrames = 0
  #sentFrames = 0

  constructor(socket: Duplex, maxBytes: number) {
    this.#socket = socket
    this.#maxBytes = maxBytes
    socket.on('drain', () => this.#pump())
  }

  /** In the socket's buffer and here; what the kernel holds is not in it. */
  get bytes(): number {
    return this.#socket.writableLength + this.#waitingBytes
  }

  get droppedFrames(): number {
    return this.#droppedFrames
  }

  get sentFrames(): number {
    return this.#sentFrames
  }

  push(chunk: FrameChunk): void {
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.bytes.length
    this.#pump()
    while (this.bytes > this.#maxBytes && this.#waiting.length > 0) {
      this.#droppedFrames += this.#shift().frames
    }
  }

  clear(): void {
    this.#waiting.length = 0
    this.#waitingBytes = 0
  }

  #pump(): void {
    while (this.#waiting.length > 0 && this.#socket.writableLength < HAND_OVER_BYTES) {
      const chunk = this.#shift()
      this.#sentFrames += chunk.frames
      this.#socket.write(chunk.bytes)
    }
  }

  #shift(): FrameChunk {
    const chunk = this.#waiting.shift()!
    this.#waitingBytes -= chunk.bytes.length
    return chunk
  }
}
