import type { Encoded } from './encoded'

/** A cached series may be this old although the pair has moved on: the changes follow anyway. */
const MAX_AGE_MS = 1_000

interface CachedSeries {
  windowSeconds: number
  bytes: number
  encoded: Encoded
}

/** Whole series as bytes, for readers that ask for the same pair soon after each other. */
export class SeriesCache {
  readonly #maxBytes: number
  readonly #entries = new Map<object, CachedSeries>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  get(channel: object, windowSeconds: number, version: number, nowMs: number): Encoded | undefined {
    const cached = this.#entries.get(channel)
    if (cached === undefined || cached.windowSeconds !== windowSeconds) return undefined
    const { encoded } = cached
    const isYoung = nowMs - encoded.encodedMs < MAX_AGE_MS
    return encoded.version === version || isYoung ? encoded : undefined
  }

  /** The longest held go first when there is no room. */
  set(channel: object, windowSeconds: number, encoded: Encoded): void {
    this.drop(channel)
    let bytes = 0
    for (const tail of encoded.tails) bytes += tail.length
    if (bytes > this.#maxBytes) return
    this.#entries.set(channel, { windowSeconds, bytes, encoded })
    this.#bytes += bytes
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break
      this.drop(oldest)
    }
  }

  clear(): void {
    this.#entries.clear()
    this.#bytes = 0
  }

  drop(channel: object): void {
    const cached = this.#entries.get(channel)
    if (cached === undefined) return
    this.#bytes -= cached.bytes
    this.#entries.delete(channel)
  }
}
