/** A recording that stands still for longer is taken for a wrong time in a row. */
const MAX_INTERVAL_MS = 7 * 86_400_000

/** Between the last quote of a recording and its first one, when it begins again. */
const ROUND_PAUSE_MS = 1_000

/** Turns recorded times into times since the replay's beginning. */
export class ReplayClock {
  readonly #speed: number
  #roundFromMs = 0
  #firstRowMs = Number.NaN
  #latestMs = 0

  constructor(speed: number) {
    this.#speed = speed
  }

  /** Undefined: a time that cannot be meant. */
  at(rowMs: number): number | undefined {
    const firstMs = Number.isNaN(this.#firstRowMs) ? rowMs : this.#firstRowMs
    const atMs = this.#roundFromMs + (rowMs - firstMs) / this.#speed
    if (Math.abs(atMs - this.#latestMs) * this.#speed > MAX_INTERVAL_MS) return undefined
    this.#firstRowMs = firstMs
    this.#latestMs = Math.max(this.#latestMs, atMs)
    return atMs
  }

  /** The latest time given; a row that goes back in time is due then. */
  get latestMs(): number {
    return this.#latestMs
  }

  /** The recording begins again: its first row comes after all that has been. */
  beginRound(): void {
    this.#roundFromMs = this.#latestMs + ROUND_PAUSE_MS
    this.#latestMs = this.#roundFromMs
    this.#firstRowMs = Number.NaN
  }
}
