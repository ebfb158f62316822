const FIRST_MS = 10_000
const LONGEST_MS = 60_000
/** Above the memory that the last eviction left: something grows fast, and waiting is dangerous. */
const RISE = 1.1

/**
 * From one eviction to the next. If something else grows, evicting half every few seconds would only
 * lose all history on top of it: each pause is twice as long as the one before, until memory has
 * recovered.
 */
export class EvictionPause {
  #ms = FIRST_MS
  #untilMs = -Infinity
  #leftBytes = Infinity

  /** After an eviction that left `residentBytes`; `nowMs` here and below: of a steady clock. */
  begin(residentBytes: number, nowMs: number): void {
    this.#untilMs = nowMs + this.#ms
    this.#leftBytes = residentBytes
    this.#ms = Math.min(this.#ms * 2, LONGEST_MS)
  }

  isOver(residentBytes: number, nowMs: number): boolean {
    return nowMs >= this.#untilMs || residentBytes > this.#leftBytes * RISE
  }

  /** Memory has recovered: the next eviction waits for none before. */
  end(): void {
    this.#ms = FIRST_MS
    this.#untilMs = -Infinity
  }
}
