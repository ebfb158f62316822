import { expect, it } from 'vitest'
import type { FeedFields } from '@/lib/protocol/stream-line'
import type { MarketState } from '../stream/market-store'
import { FEED } from '../stream/testing/stream-lines'
import { chooseBanner, mockPairsWords } from './choose-banner'

const NOW = Date.UTC(2025, 10, 19, 12, 47, 3)

function state(feed: Partial<FeedFields>, link: Partial<MarketState['link']> = {}): MarketState {
  return {
    link: { phase: 'live', sinceMs: NOW, lost: 0, ...link },
    feed: { ...FEED, last_frame_ms: NOW - 24_000, ...feed },
    origin: undefined,
    clockOffsetMs: 0,
    lastLineMs: NOW,
  }
}

it('[SH1] one banner, the worst first: server, feed, mock data', () => {
  const lost = state({ state: 'silent', mock_pairs: 50 }, { phase: 'lost' })
  expect(chooseBanner(lost, NOW)).toMatchObject({
    trouble: { headline: 'The server does not answer' },
  })
  expect(chooseBanner(state({ state: 'silent', mock_pairs: 50 }), NOW)).toMatchObject({
    trouble: { headline: 'The feed is silent' },
  })
  expect(chooseBanner(state({ mock_pairs: 50 }), NOW)).toEqual({ kind: 'mock', pairs: 50 })
})

it('[SH1] none while all is well and nothing is loaded', () => {
  expect(chooseBanner(state({ mock_pairs: 0 }), NOW)).toBeUndefined()
  expect(chooseBanner({ ...state({}), feed: undefined }, NOW)).toBeUndefined()
})

it('[SH2] the words of the mock data count', () => {
  expect([1, 50, 1_000].map(mockPairsWords)).toEqual([
    '1 mock pair',
    '50 mock pairs',
    '1\u202f000 mock pairs',
  ])
})
