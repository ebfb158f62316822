import { LRUCache } from 'lru-cache'
import type { Encoded } from './encoded'

/** A cached series may be this old although the pair has moved on: the changes follow anyway. */
const MAX_AGE_MS = 1_000
/** One that nobody asked for so long makes room, although its pair stands still. */
const UNUSED_MS = 10 * 60_000

interface CachedSeries {
  windowSeconds: number
  encoded: Encoded
}

/** Whole series as bytes, for readers that ask for the same pair soon after each other. */
export class SeriesCache {
  readonly #entries: LRUCache<object, CachedSeries>
  #evicted = 0

  /** 0: nothing is kept. */
  constructor(maxBytes: number) {
    this.#entries = new LRUCache({
      // The library takes 0 for no limit. No series is that short.
      maxSize: maxBytes || 1,
      sizeCalculation: ({ encoded }) => encoded.tails.reduce((sum, tail) => sum + tail.length, 0),
      ttl: UNUSED_MS,
      // No timer for a cached time.
      ttlResolution: 0,
      updateAgeOnGet: true,
      dispose: (_cached, _channel, reason) => {
        if (reason === 'evict') this.#evicted++
      },
    })
  }

  /** Without those that were unused for too long, which make room now. */
  get bytes(): number {
    this.#entries.purgeStale()
    return this.#entries.calculatedSize
  }

  /** Those that made room for others, since the start. */
  get evicted(): number {
    return this.#evicted
  }

  get(channel: object, windowSeconds: number, version: number, nowMs: number): Encoded | undefined {
    const cached = this.#entries.get(channel)
    if (cached === undefined || cached.windowSeconds !== windowSeconds) return undefined
    const { encoded } = cached
    const isYoung = nowMs - encoded.encodedMs < MAX_AGE_MS
    return encoded.version === version || isYoung ? encoded : undefined
  }

  /** The longest unused go first when there is no room. */
  set(channel: object, windowSeconds: number, encoded: Encoded): void {
    this.#entries.set(channel, { windowSeconds, encoded })
  }

  clear(): void {
    this.#entries.clear()
  }

  drop(channel: object): void {
    this.#entries.delete(channel)
  }
}
