import { expect, it } from 'vitest'
import { DEFAULT_MARKET_LIMITS } from './market-limits'
import { createMarketMemory } from './market-memory'
import { countOf, MAX_COUNT, secondOf, stampOf } from './series-layout'

it.each([
  [1_762_603_200, 1],
  [1_762_603_200, MAX_COUNT],
  [1_762_603_200, -3],
  [2 ** 32 - 1, MAX_COUNT],
])('[EN10] a stamp gives back second %i and count %i', (second, count) => {
  const stamp = stampOf(second, count)
  expect([secondOf(stamp), countOf(stamp)]).toEqual([second, count])
  expect(stampOf(second + 1, -3)).toBeGreaterThan(stamp)
})

it('[PG3] the defaults fit their budgets; a budget too small for the pairs is refused by name', () => {
  expect(() => createMarketMemory(DEFAULT_MARKET_LIMITS)).not.toThrow()
  const tooMany = { ...DEFAULT_MARKET_LIMITS, maxPairs: 100_000 }
  expect(() => createMarketMemory(tooMany)).toThrow(
    'seriesMemoryBytes: 167772160 bytes are 19275 pages of 8704 bytes, but 100000 slots need',
  )
})
