import { expect, it } from 'vitest'
import { QuoteClock } from './quote-clock'

it('[MO4] the newest quote is as old as its counter has stood still', () => {
  const clock = new QuoteClock()
  clock.look(0, 1_000)
  expect(clock.ageMs(1_000)).toBeNull()
  clock.look(5, 2_000)
  clock.look(5, 9_000)
  expect(clock.ageMs(10_000)).toBe(8_000)
})

it('[MO4] a counter that begins anew is no quote until it counts', () => {
  const clock = new QuoteClock()
  clock.look(5, 1_000)
  clock.look(0, 4_000)
  expect(clock.ageMs(5_000)).toBe(4_000)
  clock.look(5, 6_000)
  expect(clock.ageMs(6_000)).toBe(0)
})
