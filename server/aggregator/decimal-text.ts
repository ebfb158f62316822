const ZERO = 48
const POINT = 46

/** The original writes prices with at least eight digits behind the point. */
const MIN_DECIMALS = 8

/** Digits of a quotient; one step of the division below gives four of them. */
const QUOTIENT_DECIMALS = 28
const STEP_DIGITS = 4
const STEP = 10 ** STEP_DIGITS

/** A step of the division is exact up to here. */
const MAX_DIVISOR = Math.floor(Number.MAX_SAFE_INTEGER / STEP)

/**
 * Writes `units / 10 ** decimals` in ASCII, padded with zeros to eight decimals as the original
 * pads them, and returns the offset behind it. `units` is a whole number from 0 to 2 ** 53.
 */
export function writeDecimal(to: Buffer, offset: number, units: number, decimals: number): number {
  const whole = decimals === 0 ? units : Math.floor(units / 10 ** decimals)
  let at = writeWhole(to, offset, whole)
  to[at++] = POINT
  at = writeDigits(to, at, units - whole * 10 ** decimals, decimals)
  for (let padded = decimals; padded < MIN_DECIMALS; padded++) to[at++] = ZERO
  return at
}

/**
 * Writes `numerator / divisor` in ASCII with 28 decimals, by long division, and returns the offset
 * behind it; at least 0 and 1. Where the divisor is too large for exact steps: what a double holds.
 */
export function writeQuotient(
  to: Buffer,
  offset: number,
  numerator: number,
  divisor: number,
): number {
  if (divisor > MAX_DIVISOR || numerator > Number.MAX_SAFE_INTEGER) {
    return offset + to.write((numerator / divisor).toFixed(12), offset, 'latin1')
  }
  const whole = Math.floor(numerator / divisor)
  let at = writeWhole(to, offset, whole)
  to[at++] = POINT
  let rest = numerator - whole * divisor
  for (let digits = 0; digits < QUOTIENT_DECIMALS; digits += STEP_DIGITS) {
    const scaled = rest * STEP
    // Exact: a quotient below a whole number is below it by 1 / divisor at least, which is more
    // than rounding can take away from a number of four digits.
    const part = Math.floor(scaled / divisor)
    rest = scaled - part * divisor
    at = writeDigits(to, at, part, STEP_DIGITS)
  }
  return at
}

/** Exactly `count` digits, zeros in front. */
export function writeDigits(to: Buffer, offset: number, value: number, count: number): number {
  let rest = value
  for (let at = offset + count - 1; at >= offset; at--) {
    const tenth = Math.floor(rest / 10)
    to[at] = ZERO + (rest - tenth * 10)
    rest = tenth
  }
  return offset + count
}

function writeWhole(to: Buffer, offset: number, value: number): number {
  let digits = 1
  for (let limit = 10; value >= limit; limit *= 10) digits++
  return writeDigits(to, offset, value, digits)
}
