/** Lets so many read at once, the others in the order in which they came. */
export class ReadingTurns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(atOnce: number) {
    this.#free = atOnce
  }

  /** Calls `onTurn`, now or later; who has been called leaves. */
  wait(onTurn: () => void): void {
    if (this.#free === 0) this.#waiting.push(onTurn)
    else {
      this.#free--
      onTurn()
    }
  }

  leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free++
    else next()
  }
}
