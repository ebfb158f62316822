import type { MessagePort } from 'node:worker_threads'
import {
  BATCH_BYTES,
  fitsBatch,
  MAX_BATCHES,
  putFrame,
  type BatchReturn,
  type FrameBatch,
  type FramesDropped,
} from '@/lib/protocol/frame-batch'

/** The longest that a frame waits here. */
const FLUSH_INTERVAL_MS = 100

/**
 * Hands frames to the thread that records them. Never waits: what that thread does not keep up with
 * is dropped and counted.
 *
 * `take` costs one copy of the frame. No timer is left after `close`, or once the other end is gone.
 */
export class FrameTap {
  readonly #port: MessagePort
  readonly #free: ArrayBuffer[] = []
  #made = 0
  /** The one that is being filled. */
  #target: Uint8Array<ArrayBuffer> | undefined
  #bytes = 0
  #dropped: FramesDropped = { slow: 0, long: 0 }
  #isClosed = false
  readonly #timer: NodeJS.Timeout

  constructor(port: MessagePort) {
    this.#port = port
    port.on('message', (answer: BatchReturn) => {
      if ('end' in answer) this.close()
      else this.#free.push(answer.buffer)
    })
    port.on('close', () => this.close())
    this.#timer = setInterval(() => this.#flush(), FLUSH_INTERVAL_MS)
  }

  take(frame: Uint8Array): void {
    if (this.#isClosed) return
    if (!fitsBatch(frame, 0)) {
      this.#dropped.long++
      return
    }
    if (this.#target !== undefined && !fitsBatch(frame, this.#bytes)) this.#flush()
    this.#target ??= this.#nextTarget()
    if (this.#target === undefined) this.#dropped.slow++
    else this.#bytes = putFrame(this.#target, this.#bytes, frame)
  }

  /** What was taken before is sent. */
  close(): void {
    if (this.#isClosed) return
    this.#flush()
    this.#isClosed = true
    clearInterval(this.#timer)
    this.#port.close()
  }

  #nextTarget(): Uint8Array<ArrayBuffer> | undefined {
    const buffer = this.#free.pop()
    if (buffer !== undefined) return new Uint8Array(buffer)
    if (this.#made === MAX_BATCHES) return undefined
    this.#made++
    return new Uint8Array(BATCH_BYTES)
  }

  #flush(): void {
    const { slow, long } = this.#dropped
    if (this.#target === undefined && slow + long === 0) return
    const buffer = this.#target?.buffer
    const batch: FrameBatch = { buffer, bytes: this.#bytes, dropped: this.#dropped }
    this.#port.postMessage(batch, buffer === undefined ? [] : [buffer])
    this.#target = undefined
    this.#bytes = 0
    this.#dropped = { slow: 0, long: 0 }
  }
}
