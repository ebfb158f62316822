import { describe, expect, it } from 'vitest'
import { DECIMAL_BYTES, putDecimal, unscaledDecimal } from './decimal'

describe(unscaledDecimal, () => {
  it.each<[number, bigint | undefined]>([
    [1, 10_000_000_000n],
    [0, 0n],
    [0.1, 1_000_000_000n],
    [-2.5, -25_000_000_000n],
    [1e-10, 1n],
    [900_719.9254740993, 9_007_199_254_740_993n],
    [16_123_456.12345679, 161_234_561_234_567_900n],
    [1e17, 10n ** 27n],
    [1.7e21, undefined],
    [1e-11, undefined],
    [0.123456789012, undefined],
    [1 / 3, undefined],
    [7.9e28, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ])('[LK1] of %d is %s', (value, unscaled) => {
    expect(unscaledDecimal(value)).toBe(unscaled)
  })

  it('[LK1] reads back as the same float64, or is refused', () => {
    let kept = 0
    for (let at = 1; at < 20_000; at++) {
      const value = Math.round(at ** 3.1) / 10 ** (at % 13)
      const unscaled = unscaledDecimal(value)
      if (unscaled === undefined) continue
      kept++
      expect(Number(`${unscaled}e-10`)).toBe(value)
    }
    expect(kept).toBeGreaterThan(10_000)
  })
})

describe(putDecimal, () => {
  it.each([0n, 1n, -1n, 2n ** 64n, -(2n ** 64n) - 3n, 10n ** 28n - 1n, 1n - 10n ** 28n])(
    '[LK1] writes %d highest byte first, in two’s complement',
    (unscaled) => {
      const bytes = new Uint8Array(DECIMAL_BYTES)
      putDecimal(new DataView(bytes.buffer), 0, unscaled)
      const text = Buffer.from(bytes).toString('hex')
      expect(BigInt.asIntN(96, BigInt(`0x${text}`))).toBe(unscaled)
    },
  )
})
