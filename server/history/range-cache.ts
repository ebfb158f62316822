import { LRUCache } from 'lru-cache'
import type { Piece, RangeMark, RangeRequest } from './history-message'

export const MAX_CACHED_RANGES = 32
export const CACHED_RANGE_MS = 600_000
/** Of the memory for all: those that are being read are collected beside it, two at a time. */
const LARGEST_SHARE = 0.25
/** Quotes of so long ago have surely been written. */
const SETTLED_MS = 60_000

export interface CachedRange {
  /** Of the files it was read from. */
  readonly mark: RangeMark
  /** The first one is `hello`. */
  readonly pieces: readonly Piece[]
}

/** Answers of ranges that are over, so that going back and forth does not read them again. */
export class RangeCache {
  readonly #cache: LRUCache<string, CachedRange> | undefined
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

  /** It is to be sent only while its files are those of its mark. */
  get(request: RangeRequest): CachedRange | undefined {
    return this.#cache?.get(keyOf(request))
  }

  /** Collects an answer; undefined: it is not one that is kept. */
  collect(request: RangeRequest, nowMs: number): RangeCollector | undefined {
    if (this.#cache === undefined || request.toMs > nowMs - SETTLED_MS) return undefined
    return new RangeCollector(this.#maxBytes * LARGEST_SHARE, (range) =>
      this.#cache?.set(keyOf(request), range),
    )
  }

  clear(): void {
    this.#cache?.clear()
  }
}

export class RangeCollector {
  #pieces: Piece[] | undefined = []
  #room: number
  #mark: RangeMark | undefined
  #filesSkipped = 0
  readonly #keep: (range: CachedRange) => void

  constructor(maxBytes: number, keep: (range: CachedRange) => void) {
    this.#room = maxBytes
    this.#keep = keep
  }

  add(piece: Piece): void {
    this.#mark = piece.mark
    this.#filesSkipped = piece.tally?.files_skipped ?? this.#filesSkipped
    this.#room -= piece.bytes.length
    if (this.#room < 0) this.#pieces = undefined
    // A copy: the bytes may lie in a larger buffer.
    this.#pieces?.push({ bytes: Uint8Array.from(piece.bytes), lines: piece.lines })
  }

  /** The answer is complete. A file that could not be read may be read the next time. */
  finish(): void {
    if (this.#pieces === undefined || this.#mark === undefined || this.#filesSkipped > 0) return
    this.#keep({ mark: this.#mark, pieces: this.#pieces })
  }
}

function keyOf(request: RangeRequest): string {
  const { symbol, exchange1, exchange2, fromMs, toMs, spread, join, ...rest } = request
  const { maxPoints, leastBarSeconds } = rest
  return JSON.stringify([
    ...[symbol, exchange1, exchange2, fromMs, toMs, spread, join, maxPoints, leastBarSeconds],
  ])
}

function bytesOf({ pieces }: CachedRange): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes.length, 1)
}
