import { expect, it } from 'vitest'
import { axisDigits, axisFigure } from './axis-figure'

it('[BC16] all values of a chart have the digits with which the longest fits', () => {
  const digitsTo = (high: number, digits = 4) => axisDigits({ low: -0.5, high }, digits)
  expect([9.5, 99.5, 100, 1_000, 10_000, 5e6].map((high) => digitsTo(high))).toEqual([
    4, 3, 2, 1, 0, 0,
  ])
  expect(digitsTo(0.7, 3)).toBe(3)
  expect(axisDigits({ low: -250, high: 1 }, 3)).toBe(2)
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
