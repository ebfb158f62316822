/** Baseline: the last `capacity` values kept wholly in order of size, by binary search and shift. */
export class SortedRing {
  readonly #ring: Float64Array
  readonly #sorted: Float64Array
  #next = 0
  #count = 0

  constructor(capacity: number) {
    this.#ring = new Float64Array(capacity)
    this.#sorted = new Float64Array(capacity)
  }

  at(rank: number): number {
    return this.#sorted[rank]!
  }

  push(value: number): void {
    const next = this.#next
    if (this.#count === this.#ring.length) {
      const from = this.#placeOf(this.#ring[next]!)
      this.#sorted.copyWithin(from, from + 1, this.#count)
      this.#count--
    }
    const to = this.#placeOf(value)
    this.#sorted.copyWithin(to + 1, to, this.#count)
    this.#sorted[to] = value
    this.#count++
    this.#ring[next] = value
    this.#next = next + 1 === this.#ring.length ? 0 : next + 1
  }

  #placeOf(value: number): number {
    let low = 0
    let high = this.#count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
