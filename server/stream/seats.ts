/** Subscribers that there is room for, of one hub or of several together. */
export class Seats {
  readonly #total: number
  #taken = 0

  constructor(total: number) {
    this.#total = total
  }

  /** False: there is no room. */
  take(): boolean {
    if (this.#taken >= this.#total) return false
    this.#taken++
    return true
  }

  leave(): void {
    this.#taken--
  }
}
