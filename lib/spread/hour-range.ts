/** The hour is these minutes, the current one included. */
const MINUTES = 60

/**
 * The lowest and the highest value of the last hour, by minutes. As in `HourFigures` the newest point
 * may still be replaced. A point costs O(1), a new minute O(60).
 */
export class HourRange {
  readonly #minuteLow = new Float64Array(MINUTES).fill(Infinity)
  readonly #minuteHigh = new Float64Array(MINUTES).fill(-Infinity)
  /** Of the minutes before the current one. */
  #olderLow = Infinity
  #olderHigh = -Infinity
  /** Of the current one, without its newest point and with it. */
  #settledLow = Infinity
  #settledHigh = -Infinity
  #currentLow = Infinity
  #currentHigh = -Infinity
  #minute = NaN

  /** NaN without a point. */
  get low(): number {
    const low = Math.min(this.#olderLow, this.#currentLow)
    return low === Infinity ? NaN : low
  }

  get high(): number {
    const high = Math.max(this.#olderHigh, this.#currentHigh)
    return high === -Infinity ? NaN : high
  }

  /** A later minute begins; `minute`: epoch minutes. */
  turn(minute: number): void {
    const isFirst = Number.isNaN(this.#minute)
    if (!isFirst) {
      this.#minuteLow[this.#minute % MINUTES] = this.#currentLow
      this.#minuteHigh[this.#minute % MINUTES] = this.#currentHigh
    }
    const passed = isFirst ? 0 : Math.min(MINUTES, minute - this.#minute)
    for (let back = 0; back < passed; back++) {
      this.#minuteLow[(minute - back) % MINUTES] = Infinity
      this.#minuteHigh[(minute - back) % MINUTES] = -Infinity
    }
    this.#olderLow = Math.min(...this.#minuteLow)
    this.#olderHigh = Math.max(...this.#minuteHigh)
    this.#settledLow = this.#currentLow = Infinity
    this.#settledHigh = this.#currentHigh = -Infinity
    this.#minute = minute
  }

  /** A point of the current minute; with `replaces` it stands for the one before it. */
  add(value: number, replaces: boolean): void {
    if (!replaces) {
      this.#settledLow = this.#currentLow
      this.#settledHigh = this.#currentHigh
    }
    this.#currentLow = Math.min(this.#settledLow, value)
    this.#currentHigh = Math.max(this.#settledHigh, value)
  }
}
