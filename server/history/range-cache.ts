import { LRUCache } from 'lru-cache'
import type { Piece, RangeRequest } from './history-message'

export const MAX_CACHED_RANGES = 32
export const CACHED_RANGE_MS = 600_000
/** Of the memory for all: those that are being read are collected beside it, two at a time. */
const LARGEST_SHARE = 0.25
/** Quotes of so long ago have surely been written. */
const SETTLED_MS = 60_000

/** Answers of ranges that are over, so that going back and forth does not read them again. */
export class RangeCache {
  readonly #cache: LRUCache<string, readonly Piece[]> | undefined
  readonly #maxBytes: number

  /** 0 bytes: nothing is kept. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
    if (maxBytes === 0) return
    this.#cache = new LRUCache({
      max: MAX_CACHED_RANGES,
      maxSize: maxBytes,
      sizeCalculation: bytesOf,
      ttl: CACHED_RANGE_MS,
    })
  }

  get bytes(): number {
    return this.#cache?.calculatedSize ?? 0
  }

  get size(): number {
    return this.#cache?.size ?? 0
  }

  get(request: RangeRequest): readonly Piece[] | undefined {
    return this.#cache?.get(keyOf(request))
  }

  /** Collects an answer; undefined: it is not one that is kept. */
  collect(request: RangeRequest, nowMs: number): RangeCollector | undefined {
    if (this.#cache === undefined || request.toMs > nowMs - SETTLED_MS) return undefined
    return new RangeCollector(this.#maxBytes * LARGEST_SHARE, (pieces) =>
      this.#cache?.set(keyOf(request), pieces),
    )
  }

  clear(): void {
    this.#cache?.clear()
  }
}

export class RangeCollector {
  #pieces: Piece[] | undefined = []
  #room: number
  readonly #keep: (pieces: readonly Piece[]) => void

  constructor(maxBytes: number, keep: (pieces: readonly Piece[]) => void) {
    this.#room = maxBytes
    this.#keep = keep
  }

  add(piece: Piece): void {
    this.#room -= piece.bytes.length
    if (this.#room < 0) this.#pieces = undefined
    // A copy: the bytes may lie in a larger buffer.
    this.#pieces?.push({ bytes: Uint8Array.from(piece.bytes), lines: piece.lines })
  }

  /** The answer is complete. */
  finish(): void {
    if (this.#pieces !== undefined && this.#pieces.length > 0) this.#keep(this.#pieces)
  }
}

function keyOf(request: RangeRequest): string {
  const { symbol, exchange1, exchange2, fromMs, toMs, spread, join, ...rest } = request
  const { maxPoints, leastBarSeconds } = rest
  return JSON.stringify([
    ...[symbol, exchange1, exchange2, fromMs, toMs, spread, join, maxPoints, leastBarSeconds],
  ])
}

function bytesOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes.length, 1)
}
