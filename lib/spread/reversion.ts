import { FLOAT_NOISE_PCT } from './float-noise'

/** Of a deviation measured second by second, fewer pairs of seconds tell nothing. */
const MIN_SECONDS = 60

/**
 * How fast a spread reverts to its mean: a first-order autoregression of its deviation from the mean,
 * by the last value of each second, over seconds that follow each other. Least squares of each second's
 * value on that of the second before gives phi; half of a deviation is gone after ln 0.5 / ln phi.
 */
export class Reversion {
  /** Values less the first one: they may be far from zero and near to each other. */
  #origin = NaN
  #second = NaN
  #value = NaN
  #secondBefore = NaN
  #valueBefore = NaN
  #lowest = Infinity
  #highest = -Infinity
  #pairs = 0
  #x = 0
  #y = 0
  #xx = 0
  #xy = 0

  /** In time order; the last value of a second counts. */
  add(second: number, value: number): void {
    if (Number.isNaN(this.#origin)) this.#origin = value
    if (second !== this.#second) {
      if (this.#second === this.#secondBefore + 1) this.#pair(this.#valueBefore, this.#value)
      this.#secondBefore = this.#second
      this.#valueBefore = this.#value
      this.#second = second
    }
    this.#value = value - this.#origin
  }

  /** Seconds, when all values have come; NaN: it does not revert, or there are too few of them. */
  halfLifeS(): number {
    const phi = this.phi()
    return phi > 0 && phi < 1 ? Math.log(0.5) / Math.log(phi) : NaN
  }

  /** What is left of a deviation after a second, when all values have come; NaN: they are too few or all the same. */
  phi(): number {
    this.add(Infinity, NaN)
    if (this.#pairs < MIN_SECONDS || this.#highest - this.#lowest < FLOAT_NOISE_PCT) return NaN
    const variance = this.#pairs * this.#xx - this.#x * this.#x
    return (this.#pairs * this.#xy - this.#x * this.#y) / variance
  }

  #pair(x: number, y: number): void {
    this.#pairs++
    this.#lowest = Math.min(this.#lowest, x, y)
    this.#highest = Math.max(this.#highest, x, y)
    this.#x += x
    this.#y += y
    this.#xx += x * x
    this.#xy += x * y
  }
}
