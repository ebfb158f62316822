import { setImmediate } from 'node:timers/promises'

/** So long the thread does nothing else. */
const SLICE_MS = 20

/** Comes round to every slot again and again, evenly. */
export class HourRound {
  readonly #slots: number
  readonly #visit: (slot: number) => void
  #next = 0
  /** Slots that are owed, as time has passed. */
  #due = 0
  /** Steady ms at which all slots were visited after each other, last. */
  #roundMs = -Infinity
  #whole: Promise<void> | undefined

  constructor(slots: number, visit: (slot: number) => void) {
    this.#slots = slots
    this.#visit = visit
  }

  /** Visits as many slots as `passedMs` are of `roundMs`, or as there is time for. */
  step(passedMs: number, roundMs: number): void {
    if (this.#whole !== undefined) return
    this.#due = Math.min(this.#slots, this.#due + (passedMs / roundMs) * this.#slots)
    const endMs = performance.now() + SLICE_MS
    while (this.#due >= 1 && performance.now() < endMs) {
      this.#due--
      this.#visitNext()
    }
  }

  /** A whole round, if any visit is older than `maxMs`; undefined: none is. */
  freshen(maxMs: number): Promise<void> | undefined {
    if (performance.now() - this.#roundMs <= maxMs) return undefined
    this.#whole ??= this.#goRound().finally(() => (this.#whole = undefined))
    return this.#whole
  }

  async #goRound(): Promise<void> {
    this.#next = 0
    this.#due = 0
    do {
      const endMs = performance.now() + SLICE_MS
      do this.#visitNext()
      while (this.#next !== 0 && performance.now() < endMs)
      // What else is asked and told has its turn.
      await setImmediate()
    } while (this.#next !== 0)
  }

  #visitNext(): void {
    this.#visit(this.#next++)
    if (this.#next < this.#slots) return
    this.#next = 0
    this.#roundMs = performance.now()
  }
}
