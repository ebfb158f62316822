import { expect, it } from 'vitest'
import { basisPoints, grouped, percentDigits, priceDigits, signed } from './number-format'

it('[BF1] a number has its sign always, a true minus, and a blank as wide for an exact zero', () => {
  expect(signed(0.3941, 3)).toBe('+0.394')
  expect(signed(-0.279, 3)).toBe('\u22120.279')
  expect(signed(0, 3)).toBe('\u20070.000')
  expect(signed(-0.0004, 3)).toBe('\u20070.000')
})

it('[BF2] a percentage has 3 digits, 4 when what is seen spans less than 0.06', () => {
  expect([0.06, 0.0599].map((range) => percentDigits(range))).toEqual([3, 4])
})

it('[BF3] basis points have one digit', () => {
  expect(basisPoints(0.394)).toBe('+39.4')
  expect(basisPoints(-0.0112)).toBe('\u22121.1')
  expect([10, -100, 12_345.678].map(basisPoints)).toEqual([
    '+1\u202f000.0',
    '\u221210\u202f000.0',
    '+1\u202f234\u202f567.8',
  ])
})

it('[BF4] counts are grouped by a thin space', () => {
  expect([999, 1_184, 1_184_202].map((count) => grouped(count))).toEqual([
    '999',
    '1\u202f184',
    '1\u202f184\u202f202',
  ])
})

it('[BF5] prices keep the digits that their tick size needs', () => {
  expect(priceDigits([91_834.2, 91_834])).toBe(1)
  expect(priceDigits([0.1824, 0.18237])).toBe(5)
  expect(priceDigits([0.1 + 0.2])).toBe(1)
  expect(priceDigits([])).toBe(0)
})

it('[BF5] prices of the cheapest coins keep their digits, dear ones gain none by arithmetic', () => {
  expect(priceDigits([0.0000123456, 0.0000123467])).toBe(10)
  expect(priceDigits([1.2345678e-8, 1.23e-8])).toBe(15)
  expect(priceDigits([50_037.04542124, 60_000])).toBe(5)
  expect(priceDigits([91_834.1 + 0.1])).toBe(1)
})
