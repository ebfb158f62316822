import { expect, it } from 'vitest'
import { age, clockMinute, clockTime, duration } from './time-format'

it('[BF6] times are UTC', () => {
  const time = Date.UTC(2025, 10, 19, 12, 47, 3)
  expect([clockTime(time), clockMinute(time)]).toEqual(['12:47:03', '12:47'])
})

it('[BF7] an age has one unit and jumps nowhere', () => {
  expect([0, 240, 9_900, 9_960, 62_000, 99_400, 99_600, 7_199_000, 7_200_000].map(age)).toEqual([
    '0.0 s',
    '0.2 s',
    '9.9 s',
    '10 s',
    '62 s',
    '99 s',
    '1 min',
    '119 min',
    '2 h',
  ])
  expect(age(-50)).toBe('0.0 s')
})

it('[BF8] a duration says as much as is worth saying', () => {
  expect([400, 40_000, 82_000, 3_599_999, 10_200_000].map(duration)).toEqual([
    '400 ms',
    '40 s',
    '1:22',
    '59:59',
    '2 h 50',
  ])
})
