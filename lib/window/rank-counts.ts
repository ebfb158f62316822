/**
 * How many values of each rank are held, out of ranks that are known beforehand: a Fenwick tree. Adding,
 * removing and finding the k-th one cost O(log ranks).
 */
export class RankCounts {
  /** Cell i (from 1) holds the counts of the `i & -i` ranks that end with rank i - 1. */
  readonly #sums: Int32Array
  /** The largest power of two that is no greater than the number of ranks. */
  readonly #top: number
  #count = 0

  constructor(ranks: number) {
    this.#sums = new Int32Array(ranks + 1)
    this.#top = ranks === 0 ? 0 : 2 ** Math.floor(Math.log2(ranks))
  }

  get count(): number {
    return this.#count
  }

  /** `change`: 1 to add a value of that rank, -1 to remove one. */
  change(rank: number, change: 1 | -1): void {
    this.#count += change
    const sums = this.#sums
    for (let at = rank + 1; at < sums.length; at += at & -at) sums[at]! += change
  }

  /** The rank of the value at `place` among those held, ascending from 0; place < count. */
  rankAt(place: number): number {
    const sums = this.#sums
    let at = 0
    let before = 0
    for (let step = this.#top; step > 0; step >>= 1) {
      const next = at + step
      if (next >= sums.length || before + sums[next]! > place) continue
      at = next
      before += sums[next]!
    }
    return at
  }
}
