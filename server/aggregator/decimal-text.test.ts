import { describe, expect, it } from 'vitest'
import { writeDecimal, writeQuotient } from './decimal-text'
import { Random } from './random'

const ROUNDS = 5_000

function written(write: (to: Buffer) => number): string {
  const buffer = Buffer.alloc(128)
  return buffer.toString('latin1', 0, write(buffer))
}

describe(writeDecimal, () => {
  it.each([
    [12_345_000, 8, '0.12345000'],
    [912_845, 1, '91284.50000000'],
    [0, 0, '0.00000000'],
    [7, 0, '7.00000000'],
    [51_209, 10, '0.0000051209'],
    [Number.MAX_SAFE_INTEGER, 2, '90071992547409.91000000'],
  ])('[AG6] writes %d with %d decimals as %s', (units, decimals, text) => {
    expect(written((to) => writeDecimal(to, 0, units, decimals))).toBe(text)
  })

  it('[AG6] is read back as the price it was written from', () => {
    const random = new Random(6)
    for (let round = 0; round < ROUNDS; round++) {
      const decimals = random.index(11)
      const units = random.index(10 ** (1 + random.index(14)))
      const text = written((to) => writeDecimal(to, 0, units, decimals))
      expect(JSON.parse(text)).toBe(Number(`${units}e-${decimals}`))
    }
  })
})

describe(writeQuotient, () => {
  it('[AG7] divides exactly to 28 decimals', () => {
    const random = new Random(7)
    for (let round = 0; round < ROUNDS; round++) {
      const divisor = 1 + random.index(10 ** (1 + random.index(11)))
      const numerator = random.index(divisor * 3)
      const exact = (BigInt(numerator) * 10n ** 28n) / BigInt(divisor)
      const digits = exact.toString().padStart(29, '0')
      const text = written((to) => writeQuotient(to, 0, numerator, divisor))
      expect(text).toBe(`${digits.slice(0, -28)}.${digits.slice(-28)}`)
    }
  })

  it('[AG7] divides exactly by the largest divisors too', () => {
    const largest = Math.floor(Number.MAX_SAFE_INTEGER / 10_000)
    for (let less = 0; less < 1_000; less++) {
      const divisor = largest - less
      const exact = (BigInt(divisor - 1) * 10n ** 28n) / BigInt(divisor)
      const text = written((to) => writeQuotient(to, 0, divisor - 1, divisor))
      expect(text).toBe(`0.${exact}`)
    }
  })

  it('[AG7] falls back to what a double holds for numbers beyond exact steps', () => {
    expect(written((to) => writeQuotient(to, 0, 9e15, 1e13))).toBe('900.000000000000')
  })
})
