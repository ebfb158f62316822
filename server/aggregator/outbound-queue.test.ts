import { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { FrameChunk } from './frame-writer'
import { OutboundQueue } from './outbound-queue'

const KIB = 1024

/** A peer that reads only when it is told to. */
class StuckSocket extends Duplex {
  readonly received: number[] = []
  #resume: (() => void) | undefined

  override _read(): void {}

  override _write(bytes: Buffer, _: BufferEncoding, done: () => void): void {
    this.received.push(bytes[0]!)
    this.#resume = done
  }

  /** Reads on until nothing is left. */
  readAll(): void {
    for (let resume = this.#resume; resume !== undefined; resume = this.#resume) {
      this.#resume = undefined
      resume()
    }
  }
}

function chunk(number: number, bytes = 100 * KIB): FrameChunk {
  return { bytes: Buffer.alloc(bytes, number), frames: 10 }
}

describe(OutboundQueue, () => {
  it('[AG13] stays within its bytes by dropping the oldest frames, which it counts', async () => {
    const socket = new StuckSocket()
    const queue = new OutboundQueue(socket, 1_000 * KIB)
    for (let number = 1; number <= 30; number++) {
      queue.push(chunk(number))
      expect(queue.bytes).toBeLessThanOrEqual(1_000 * KIB)
    }
    expect(queue.droppedFrames).toBe(200)
    socket.readAll()
    await expect.poll(() => (socket.readAll(), queue.bytes)).toBe(0)
    expect(socket.received).toEqual([1, 2, 3, 24, 25, 26, 27, 28, 29, 30])
    expect(queue.sentFrames).toBe(100)
  })

  it('[AG13] drops nothing while its client reads', async () => {
    const socket = new StuckSocket()
    const queue = new OutboundQueue(socket, 1_000 * KIB)
    for (let number = 1; number <= 50; number++) {
      queue.push(chunk(number))
      await expect.poll(() => (socket.readAll(), queue.bytes)).toBe(0)
    }
    expect(queue.droppedFrames).toBe(0)
    expect(socket.received).toHaveLength(50)
  })
})
