/** How the C# program writes every decimal. */
export const DECIMAL_PRECISION = 28
export const DECIMAL_SCALE = 10
/** Bytes of a FIXED_LEN_BYTE_ARRAY that hold 28 digits and a sign. */
export const DECIMAL_BYTES = 12

const UNIT = 10 ** DECIMAL_SCALE
const BIG_UNIT = BigInt(UNIT)
const LIMIT = 10n ** BigInt(DECIMAL_PRECISION)
const SHORTEST_TEXT = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

/**
 * The unscaled integer of a decimal(28,10) that reads back as the very same float64; undefined when
 * there is none: more than ten digits behind the point, too large, or not finite.
 */
export function unscaledDecimal(value: number): bigint | undefined {
  if (Number.isSafeInteger(value)) return BigInt(value) * BIG_UNIT
  const near = Math.round(value * UNIT)
  if (Number.isSafeInteger(near)) return near / UNIT === value ? BigInt(near) : undefined
  return fromShortestText(value)
}

/**
 * The unscaled integer nearest to a number, rounded to the ten digits that the decimal has; undefined
 * when it is too large or not finite.
 */
export function roundedDecimal(value: number): bigint | undefined {
  const near = Math.round(value * UNIT)
  return Number.isSafeInteger(near) ? BigInt(near) : unscaledDecimal(value)
}

/** For large numbers, where a product in float64 is not exact. */
function fromShortestText(value: number): bigint | undefined {
  const match = SHORTEST_TEXT.exec(String(value))
  if (match === null) return undefined
  const [, sign, whole, fraction = '', exponent = '0'] = match
  const zeros = DECIMAL_SCALE - fraction.length + Number(exponent)
  if (zeros < 0 || zeros > DECIMAL_PRECISION) return undefined
  const unscaled = BigInt(`${whole}${fraction}`) * 10n ** BigInt(zeros)
  if (unscaled >= LIMIT) return undefined
  return sign === '-' ? -unscaled : unscaled
}

/** Writes an unscaled integer as 12 bytes, the highest first, in two's complement. */
export function putDecimal(view: DataView, at: number, unscaled: bigint): void {
  view.setInt32(at, Number(unscaled >> 64n))
  view.setBigUint64(at + 4, BigInt.asUintN(64, unscaled))
}
