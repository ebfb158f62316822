import { rankOf } from './bands'
import { type BarRows, isBar } from './bar-rows'
import { Reversion } from './reversion'

/** Why the legs of a pair are probably not the same asset. */
export type Suspicion = 'ratio' | 'power_of_ten' | 'returns'

/** Nothing is said before so many minutes of the clock had a bar. */
const MIN_MINUTES = 10
const SECONDS_PER_MINUTE = 60
/** Legs of one asset are never so far apart for half of the time. */
const FAR_RATIO = 0.2
/** A contract of 10, 1,000 ... coins is recognised when it is so near to it. */
const NEAR_POWER = 0.02
const RETURN_STEP_S = 10
const MIN_RETURNS = 60
/** Of them, such in which both legs moved: a price that stands still correlates with nothing. */
const MIN_MOVES = 30
const MIN_CORRELATION = 0.2
/**
 * Legs of one asset may move apart so often that their returns hardly correlate, but they come back:
 * half of the way within a minute. Two assets do not.
 */
const RETURNING_S = 60
const RETURNING_PHI = 0.5 ** (RETURN_STEP_S / RETURNING_S)

/**
 * Whether a ticker names two assets: the median of bid1 / bid2 is far from 1 (`power_of_ten` when it is
 * near one), or the legs' log returns over ten seconds do not correlate and their ratio does not come
 * back. Undefined: no suspicion, or too little to judge by.
 */
export function suspicion(rows: BarRows): Suspicion | undefined {
  if (!hasEnough(rows)) return undefined
  return suspiciousRatio(rows) ?? (areUnrelated(rows) ? 'returns' : undefined)
}

function hasEnough(rows: BarRows): boolean {
  let minutes = 0
  let latest = NaN
  for (let row = 0; row < rows.length && minutes < MIN_MINUTES; row++) {
    const minute = Math.floor(rows.time[row]! / SECONDS_PER_MINUTE)
    if (minute === latest || !isBar(rows, row)) continue
    latest = minute
    minutes++
  }
  return minutes >= MIN_MINUTES
}

function suspiciousRatio(rows: BarRows): Suspicion | undefined {
  const ratios = new Float64Array(rows.length)
  let bars = 0
  let far = 0
  for (let row = 0; row < rows.length; row++) {
    if (!isBar(rows, row)) continue
    const ratio = rows.bid1[row]! / rows.bid2[row]!
    ratios[bars++] = ratio
    if (Math.abs(ratio - 1) > FAR_RATIO) far++
  }
  // Only then can the median be far: sorting is for the few.
  if (far * 2 < bars) return undefined
  const median = ratios.subarray(0, bars).sort()[rankOf(bars, 50)]!
  const power = Math.round(Math.log10(median))
  if (power !== 0 && Math.abs(median / 10 ** power - 1) <= NEAR_POWER) return 'power_of_ten'
  return Math.abs(median - 1) > FAR_RATIO ? 'ratio' : undefined
}

/** By the last mid prices of steps of ten seconds that follow each other. */
function areUnrelated(rows: BarRows): boolean {
  const returns = new ReturnSums()
  // A step stands for the second that it is made for.
  const ratio = new Reversion()
  let step = NaN
  let at = -1
  let stepBefore = NaN
  let before = -1
  for (let row = 0; row <= rows.length; row++) {
    if (row < rows.length && !isBar(rows, row)) continue
    const next = row < rows.length ? Math.floor(rows.time[row]! / RETURN_STEP_S) : NaN
    if (next !== step && at >= 0) {
      const [price1, price2] = [mid1(rows, at), mid2(rows, at)]
      ratio.add(step, Math.log(price1 / price2))
      if (step === stepBefore + 1) {
        returns.add(Math.log(price1 / mid1(rows, before)), Math.log(price2 / mid2(rows, before)))
      }
      stepBefore = step
      before = at
    }
    step = next
    at = row
  }
  return returns.areUncorrelated && !(ratio.phi() < RETURNING_PHI)
}

function mid1({ bid1, ask1 }: BarRows, row: number): number {
  return (bid1[row]! + ask1[row]!) / 2
}

function mid2({ bid2, ask2 }: BarRows, row: number): number {
  return (bid2[row]! + ask2[row]!) / 2
}

class ReturnSums {
  #pairs = 0
  #moves = 0
  #x = 0
  #y = 0
  #xx = 0
  #yy = 0
  #xy = 0

  get areUncorrelated(): boolean {
    if (this.#pairs < MIN_RETURNS || this.#moves < MIN_MOVES) return false
    const n = this.#pairs
    const covariance = n * this.#xy - this.#x * this.#y
    const variances = (n * this.#xx - this.#x ** 2) * (n * this.#yy - this.#y ** 2)
    return covariance / Math.sqrt(variances) < MIN_CORRELATION
  }

  add(return1: number, return2: number): void {
    this.#pairs++
    if (return1 !== 0 && return2 !== 0) this.#moves++
    this.#x += return1
    this.#y += return2
    this.#xx += return1 * return1
    this.#yy += return2 * return2
    this.#xy += return1 * return2
  }
}
