/**
 * A bounded queue between one reader, who waits while it is full, and one taker, who never waits.
 * Full means `capacity` items; the reader is woken when at most half of them are left, or none.
 */
export class RowQueue<Item> {
  readonly #capacity: number
  #items: Item[] = []
  #taken = 0
  #waiter: { atMost: number; resolve: () => void } | undefined

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get size(): number {
    return this.#items.length - this.#taken
  }

  get isFull(): boolean {
    return this.size >= this.#capacity
  }

  push(item: Item): void {
    this.#items.push(item)
  }

  peek(): Item | undefined {
    return this.#items[this.#taken]
  }

  /** Drops the item that `peek` showed. */
  shift(): void {
    this.#taken++
    if (this.#taken * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#taken)
      this.#taken = 0
    }
    if (this.#waiter !== undefined && this.size <= this.#waiter.atMost) this.release()
  }

  untilHalfEmpty(): Promise<void> {
    return this.#until(this.#capacity >> 1)
  }

  untilEmpty(): Promise<void> {
    return this.#until(0)
  }

  /** Lets a waiting reader go on whatever is left. */
  release(): void {
    this.#waiter?.resolve()
    this.#waiter = undefined
  }

  #until(atMost: number): Promise<void> {
    if (this.size <= atMost) return Promise.resolve()
    return new Promise((resolve) => (this.#waiter = { atMost, resolve }))
  }
}
