import type { ValueRange } from './chart-scene'
import { percentDigits, signed } from '../ui/number-format'

/** What the axis has room for (`AXIS_WIDTH`): a sign, a point and five digits. */
const MAX_CHARACTERS = 7
const MAX_DIGITS = 5
/** Of a figure with a power of ten: `+5.00e6`. */
const EXPONENT_DIGITS = 2

/** Digits behind the point of all labels of an axis: those with which the longest fits. */
export function rangeDigits({ low, high }: ValueRange): number {
  const whole = Math.trunc(Math.max(Math.abs(low), Math.abs(high))).toString().length
  return Math.min(percentDigits(high - low), Math.max(0, MAX_DIGITS - whole))
}

/** A percentage with at most `digits` behind the point, none too many for the axis. */
export function percentFigure(value: number, digits: number): string {
  for (let fewer = digits; fewer > 0; fewer--) {
    const figure = signed(value, fewer)
    if (figure.length <= MAX_CHARACTERS) return figure
  }
  return signed(value, 0)
}

/** A value that fits on the axis; never a cut one. */
export function axisFigure(value: number, digits: number): string {
  const plain = percentFigure(value, digits)
  if (plain.length <= MAX_CHARACTERS) return plain
  const sign = plain.charAt(0)
  for (let fewer = EXPONENT_DIGITS; ; fewer--) {
    const figure = sign + Math.abs(value).toExponential(fewer).replace('e+', 'e')
    if (figure.length <= MAX_CHARACTERS || fewer === 0) return figure
  }
}
