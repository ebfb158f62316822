import { rankOf } from './bands'

/** So many values are kept as they are; then they are counted in bins. */
const MAX_EXACT = 65_536

/**
 * A bin holds what has the same sign, exponent and first 10 bits of its mantissa: a value is told to
 * a 2,000th of itself. Values nearer to zero than 2^-30 are zero, those beyond 2^34 are 2^34.
 */
const MANTISSA_BITS = 10
const SHIFT = 20 - MANTISSA_BITS
const FIRST_EXPONENT = -30
const END_EXPONENT = 34
const EXPONENT_BIAS = 1_023
const FIRST_BIN = (FIRST_EXPONENT + EXPONENT_BIAS) << MANTISSA_BITS
/** Bins of one sign. */
const BINS = (END_EXPONENT - FIRST_EXPONENT) << MANTISSA_BITS

/** Quantiles of any number of finite values in bounded memory: 512 KiB, then 1 MiB instead. */
export class Quantiles {
  #exact = new Float64Array(256)
  #count = 0
  /** Negative values, zeros, positive ones; empty while values are kept as they are. */
  #bins = new Uint32Array(0)
  readonly #value = new Float64Array(1)
  readonly #words = new Uint32Array(this.#value.buffer)

  get count(): number {
    return this.#count
  }

  add(value: number): void {
    if (this.#count >= MAX_EXACT) {
      if (this.#bins.length === 0) this.#toBins()
      this.#bins[this.#binOf(value)]!++
    } else {
      if (this.#count === this.#exact.length) this.#grow()
      this.#exact[this.#count] = value
    }
    this.#count++
  }

  /** The value at rank round_half_up((count - 1) * percent / 100), from 0; NaN without values. */
  at(percent: number): number {
    if (this.#count === 0) return NaN
    const rank = rankOf(this.#count, percent)
    if (this.#bins.length === 0) return this.#exact.slice(0, this.#count).sort()[rank]!
    let before = 0
    let bin = 0
    while (before + this.#bins[bin]! <= rank) before += this.#bins[bin++]!
    return this.#valueOf(bin)
  }

  #grow(): void {
    const grown = new Float64Array(this.#exact.length * 2)
    grown.set(this.#exact)
    this.#exact = grown
  }

  #toBins(): void {
    this.#bins = new Uint32Array(2 * BINS + 1)
    for (const value of this.#exact) this.#bins[this.#binOf(value)]!++
    this.#exact = new Float64Array(0)
  }

  #binOf(value: number): number {
    this.#value[0] = value
    // Little-endian, as every platform of Node.js is.
    const high = this.#words[1]!
    const size = ((high & 0x7fffffff) >>> SHIFT) - FIRST_BIN
    if (size < 0) return BINS
    const place = size < BINS ? size : BINS - 1
    return high >>> 31 === 0 ? BINS + 1 + place : BINS - 1 - place
  }

  /** The middle of a bin. */
  #valueOf(bin: number): number {
    if (bin === BINS) return 0
    const isPositive = bin > BINS
    const place = isPositive ? bin - BINS - 1 : BINS - 1 - bin
    this.#words[0] = 0
    this.#words[1] = (((place + FIRST_BIN) << SHIFT) | (1 << (SHIFT - 1))) >>> 0
    return isPositive ? this.#value[0]! : -this.#value[0]!
  }
}
