import { expect, it } from 'vitest'
import { axisFigure, rangeDigits } from './axis-figure'

it('[BC16] all labels of an axis have the digits with which the longest fits', () => {
  const digitsTo = (high: number) => rangeDigits({ low: -0.5, high })
  expect([9.5, 99.5, 100, 1_000, 10_000, 5e6].map(digitsTo)).toEqual([3, 3, 2, 1, 0, 0])
  expect(rangeDigits({ low: -250, high: 1 })).toBe(2)
  expect(rangeDigits({ low: -100.001, high: -99.999 })).toBe(2)
})

it('[BF2] digits follow the range in view', () => {
  expect(rangeDigits({ low: -0.02, high: 0.03 })).toBe(4)
  expect(rangeDigits({ low: -0.2, high: 0.3 })).toBe(3)
})

it('[BC16] a figure of the axis is never longer than seven characters', () => {
  const figures = [0.394, 99.999, 100, 99.9996, -50_003.4, 5_000_364.963, 5e12, -1.2e123]
  expect(figures.map((value) => axisFigure(value, 3))).toEqual([
    '+0.394',
    '+99.999',
    '+100.00',
    '+100.00',
    '\u221250003',
    '+5.00e6',
    '+5.0e12',
    '\u22121e123',
  ])
})
