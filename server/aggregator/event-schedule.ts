/**
 * The next event of each of n instruments, soonest first: a binary heap that never grows, because
 * an event that is taken is replaced by the instrument's following one. O(log n) an event.
 */
export class EventSchedule {
  readonly #timeMs: Float64Array
  readonly #owner: Int32Array

  /** `firstMs[i]`: when instrument i has its first event. */
  constructor(firstMs: readonly number[]) {
    this.#timeMs = Float64Array.from(firstMs)
    this.#owner = Int32Array.from(firstMs, (_, index) => index)
    for (let at = (firstMs.length >> 1) - 1; at >= 0; at--) this.#sink(at)
  }

  get nextMs(): number {
    return this.#timeMs[0]!
  }

  get nextOwner(): number {
    return this.#owner[0]!
  }

  /** Takes the soonest event off; its instrument's next one is at `timeMs`. */
  replaceNext(timeMs: number): void {
    this.#timeMs[0] = timeMs
    this.#sink(0)
  }

  #sink(start: number): void {
    const times = this.#timeMs
    const owners = this.#owner
    const time = times[start]!
    const owner = owners[start]!
    let at = start
    for (;;) {
      let child = 2 * at + 1
      if (child >= times.length) break
      if (child + 1 < times.length && times[child + 1]! < times[child]!) child++
      if (times[child]! >= time) break
      times[at] = times[child]!
      owners[at] = owners[child]!
      at = child
    }
    times[at] = time
    owners[at] = owner
  }
}
