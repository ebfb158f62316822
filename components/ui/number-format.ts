/** A true minus is as wide as a plus. */
const MINUS = '\u2212'
/** As wide as a sign, so that a zero does not jump. */
const NO_SIGN = '\u2007'
const THIN_SPACE = '\u202f'
/** Below this visible range, in percent, a fourth digit is shown. */
const FINE_RANGE_PCT = 0.06
/** Enough for eight figures of a coin at a hundred millionth. */
const MAX_PRICE_DIGITS = 15
/** What is smaller than this part of a price is noise of the arithmetic, not a digit of it. */
const PRICE_NOISE = 1e-10

/** `+0.394`, `−0.279`; an exact zero has a blank for its sign. */
export function signed(value: number, digits: number): string {
  const figures = Math.abs(value).toFixed(digits)
  const sign = Number(figures) === 0 ? NO_SIGN : value < 0 ? MINUS : '+'
  return sign + figures
}

/** Digits of a percentage in a chart whose visible values span `rangePct`. */
export function percentDigits(rangePct: number): 3 | 4 {
  return rangePct < FINE_RANGE_PCT ? 4 : 3
}

/** `+39.4`, `−10 000.0` of a spread in percent. */
export function basisPoints(percent: number): string {
  return signed(percent * 100, 1).replace(/\B(?=(\d{3})+\.)/g, THIN_SPACE)
}

/** `1 184 202`, grouped by a thin space. */
export function grouped(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
}

/** Digits behind the point that all of `prices` need, at most 15: trailing zeros are kept so. */
export function priceDigits(prices: Iterable<number>): number {
  let digits = 0
  for (const price of prices) {
    const noise = Math.abs(price) * PRICE_NOISE
    const isCut = () => Math.abs(price - Number(price.toFixed(digits))) > noise
    while (digits < MAX_PRICE_DIGITS && isCut()) digits++
  }
  return digits
}
