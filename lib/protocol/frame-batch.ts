/**
 * Frames on their way from the thread that receives them to the one that records them: each with its
 * length before it, in buffers that go back and forth between the threads and are never copied.
 */

/** Of one buffer; a longer frame does not travel. */
export const BATCH_BYTES = 64 * 1024
/** Buffers of one sender: 8 MiB, 0.3 s of 100,000 quotes a second. */
export const MAX_BATCHES = 128
/** Before each frame stands its length. */
const LENGTH_BYTES = 4

/** Frames that were not sent since the last message, by reason. */
export interface FramesDropped {
  /** All buffers were on their way: the receiver is slower than the frames. */
  slow: number
  /** Longer than a buffer. */
  long: number
}

/** Sent with `buffer` transferred; undefined: only to tell what was dropped. */
export interface FrameBatch {
  readonly buffer: ArrayBuffer | undefined
  /** In use. */
  readonly bytes: number
  readonly dropped: FramesDropped
}

/** The answer: the buffer can be filled again, or the receiver ends and wants what is held now only. */
export type BatchReturn = { readonly buffer: ArrayBuffer } | { readonly end: true }

export function fitsBatch(frame: Uint8Array, bytes: number): boolean {
  return bytes + LENGTH_BYTES + frame.length <= BATCH_BYTES
}

/** Puts a frame that fits behind those in the buffer, and gives the bytes in use then. */
export function putFrame(target: Uint8Array, bytes: number, frame: Uint8Array): number {
  const { length } = frame
  target[bytes] = length
  target[bytes + 1] = length >>> 8
  target[bytes + 2] = length >>> 16
  target[bytes + 3] = 0
  target.set(frame, bytes + LENGTH_BYTES)
  return bytes + LENGTH_BYTES + length
}

/** The frames of a batch, as views on its buffer. */
export function* framesOf(buffer: ArrayBuffer, bytes: number): Generator<Uint8Array> {
  const view = new DataView(buffer)
  for (let at = 0; at < bytes;) {
    const length = view.getUint32(at, true)
    yield new Uint8Array(buffer, at + LENGTH_BYTES, length)
    at += LENGTH_BYTES + length
  }
}
