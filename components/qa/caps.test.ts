import { expect, it } from 'vitest'
import type { MockState } from '@/lib/protocol/mock-data'
import { capsOf } from './caps'
import { timeLeft } from './time-left'

const STATE: MockState = {
  loaded: true,
  opportunities: 50,
  windows: 100,
  points: 250_000,
  largest_window_points: 2_500,
  rejected: {},
  dropped_bars: 0,
  bytes: 32_715_571,
  loaded_at: '2025-11-19T12:31:40.000Z',
  expires_at: '2025-11-19T13:31:40.000Z',
  seconds_left: 2_677,
  limits: {
    body_bytes: 10_485_760,
    opportunities: 1_000,
    windows: 1_000,
    points_per_window: 5_000,
    points: 500_000,
    memory_bytes: 67_108_864,
    ttl_minutes: 60,
  },
}

it('[QA16] each cap says how much of it is taken', () => {
  expect(capsOf(STATE)).toEqual([
    { words: 'Opportunities', used: '50', limit: '1\u202f000', share: 0.05 },
    { words: 'Windows', used: '100', limit: '1\u202f000', share: 0.1 },
    { words: 'Points in the largest window', used: '2\u202f500', limit: '5\u202f000', share: 0.5 },
    { words: 'Points in all', used: '250\u202f000', limit: '500\u202f000', share: 0.5 },
    { words: 'Memory', used: '31.2 MB', limit: '64 MB', share: 32_715_571 / 67_108_864 },
  ])
  const odd = { ...STATE, points: 600_000, limits: { ...STATE.limits, windows: 0 } }
  expect(capsOf(odd).map(({ share }) => share)[3]).toBe(1)
  expect(capsOf(odd)[1]!.share).toBe(0)
})

it('[QA17] the time to the end of the set is counted down', () => {
  // The local clock is years behind the server's.
  const stateMs = Date.UTC(2020, 0, 1)
  const after = (seconds: number) => timeLeft(STATE, stateMs, stateMs + seconds * 1_000)
  expect([after(0), after(2_627), after(9_999)]).toEqual(['44 min 37 s', '50 s', '0 s'])
  expect(timeLeft(STATE, stateMs, undefined)).toBe('44 min 37 s')
  expect(after(-3_600)).toBe('44 min 37 s')
})
