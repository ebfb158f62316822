/** Places in the ring. No place is left at 0, so that memory of indices never put in is not touched. */
const UNLINKED = 0
const END = 1
const FIRST = 2

/** The indices 0 to capacity - 1 in the order they were put in: every operation is O(1). */
export class IndexList {
  // A ring through one extra place, END: after it comes the oldest, before it the newest.
  readonly #next: Int32Array
  readonly #previous: Int32Array

  constructor(capacity: number) {
    this.#next = new Int32Array(FIRST + capacity)
    this.#previous = new Int32Array(FIRST + capacity)
    this.#link(END, END)
  }

  /** The index put in longest ago; undefined when the list is empty. */
  get oldest(): number | undefined {
    const oldest = this.#next[END]!
    return oldest === END ? undefined : oldest - FIRST
  }

  has(index: number): boolean {
    return this.#next[FIRST + index]! !== UNLINKED
  }

  /** Makes `index` the newest, whether it was in the list or not. */
  put(index: number): void {
    const place = FIRST + index
    const newest = this.#previous[END]!
    if (newest === place) return
    this.remove(index)
    this.#link(this.#previous[END]!, place)
    this.#link(place, END)
  }

  /** Does nothing when `index` is not in the list. */
  remove(index: number): void {
    if (!this.has(index)) return
    const place = FIRST + index
    this.#link(this.#previous[place]!, this.#next[place]!)
    this.#unlink(place)
  }

  /** Puts `index` in the place of `other`; does nothing when `other` is not in the list. */
  replace(other: number, index: number): void {
    if (!this.has(other)) return
    const before = this.#previous[FIRST + other]!
    const after = this.#next[FIRST + other]!
    this.#unlink(FIRST + other)
    this.#link(before, FIRST + index)
    this.#link(FIRST + index, after)
  }

  #unlink(place: number): void {
    this.#next[place] = UNLINKED
    this.#previous[place] = UNLINKED
  }

  #link(before: number, after: number): void {
    this.#next[before] = after
    this.#previous[after] = before
  }
}
