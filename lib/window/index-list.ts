const UNLINKED = -1

/** The indices 0 to capacity - 1 in the order they were put in: every operation is O(1). */
export class IndexList {
  // A ring through one extra node: after it comes the oldest, before it the newest.
  readonly #next: Int32Array
  readonly #previous: Int32Array
  readonly #end: number

  constructor(capacity: number) {
    this.#end = capacity
    this.#next = new Int32Array(capacity + 1).fill(UNLINKED)
    this.#previous = new Int32Array(capacity + 1).fill(UNLINKED)
    this.#next[capacity] = capacity
    this.#previous[capacity] = capacity
  }

  /** The index put in longest ago; undefined when the list is empty. */
  get oldest(): number | undefined {
    const oldest = this.#next[this.#end]!
    return oldest === this.#end ? undefined : oldest
  }

  has(index: number): boolean {
    return this.#next[index]! !== UNLINKED
  }

  /** Makes `index` the newest, whether it was in the list or not. */
  put(index: number): void {
    const newest = this.#previous[this.#end]!
    if (newest === index) return
    this.remove(index)
    this.#link(this.#previous[this.#end]!, index)
    this.#link(index, this.#end)
  }

  /** Does nothing when `index` is not in the list. */
  remove(index: number): void {
    if (!this.has(index)) return
    this.#link(this.#previous[index]!, this.#next[index]!)
    this.#next[index] = UNLINKED
    this.#previous[index] = UNLINKED
  }

  /** Puts `index` in the place of `other`; does nothing when `other` is not in the list. */
  replace(other: number, index: number): void {
    if (!this.has(other)) return
    const [before, after] = [this.#previous[other]!, this.#next[other]!]
    this.#next[other] = UNLINKED
    this.#previous[other] = UNLINKED
    this.#link(before, index)
    this.#link(index, after)
  }

  #link(before: number, after: number): void {
    this.#next[before] = after
    this.#previous[after] = before
  }
}
