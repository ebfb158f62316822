import { expect, it } from 'vitest'
import { readinessFaults } from './readiness'

it.each([
  [{ state: 'connected', quoteAgeMs: 29_999 } as const, []],
  [{ state: 'connected', quoteAgeMs: 30_000 } as const, ['the newest quote is 30 s old']],
  [{ state: 'connected', quoteAgeMs: null } as const, ['no quote has arrived yet']],
  [{ state: 'connected', quoteAgeMs: 1, lagMs: 29_999 } as const, []],
  [
    { state: 'connected', quoteAgeMs: 1, lagMs: 600_000 } as const,
    ['quotes arrive with a lag of 600 s, by their own times'],
  ],
  [{ state: 'silent', quoteAgeMs: 1 } as const, ['the feed is silent']],
  [{ state: 'waiting', quoteAgeMs: 1 } as const, ['the feed is waiting']],
  [{ state: 'disabled', quoteAgeMs: null } as const, []],
])('[MO3] of %o says %o', (life, faults) => {
  expect(readinessFaults({ lagMs: null, ...life })).toEqual(faults)
})
