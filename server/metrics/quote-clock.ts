/** When the newest quote arrived, told from a counter of quotes that is looked at every second. */
export class QuoteClock {
  #quotes = 0
  #newestMs: number | undefined

  /** `quotes` since the counting part was started; `nowMs` of the steady clock. */
  look(quotes: number, nowMs: number): void {
    if (quotes > 0 && quotes !== this.#quotes) this.#newestMs = nowMs
    this.#quotes = quotes
  }

  /** Null before the first. */
  ageMs(nowMs: number): number | null {
    return this.#newestMs === undefined ? null : nowMs - this.#newestMs
  }
}
