import { expect, it } from 'vitest'
import type { FeedFields } from '@/lib/protocol/stream-line'
import type { MarketState } from '../stream/market-store'
import { FEED } from '../stream/testing/stream-lines'
import { mockWords, pageBanners } from './page-banners'

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

it('[SH1] tells the worst trouble, and of mock data whatever the trouble', () => {
  const mock = { pairs: 50, isShown: false, isLive: false }
  const lost = state({ state: 'silent', mock_pairs: 50 }, { phase: 'lost' })
  expect(pageBanners(lost, NOW)).toMatchObject({
    ...{ trouble: { headline: 'The server does not answer' }, mock },
  })
  for (const feedState of ['silent', 'waiting', 'disabled'] as const) {
    const banners = pageBanners(state({ state: feedState, mock_pairs: 50 }), NOW)
    expect(banners).toMatchObject({ trouble: { headline: /^The feed is/ }, mock })
  }
  expect(pageBanners(state({ mock_pairs: 50 }), NOW)).toEqual({
    ...{ trouble: undefined, mock: { ...mock, isLive: true } },
  })
})

it('[SH1] says nothing while all is well and nothing is loaded', () => {
  const nothing = { trouble: undefined, mock: undefined }
  expect(pageBanners(state({}), NOW)).toEqual(nothing)
  expect(pageBanners({ ...state({}), feed: undefined }, NOW)).toEqual(nothing)
})

it('[SH2] says that the page shows mock pairs, and that live data goes on, only where it is so', () => {
  const shown = pageBanners(state({ mock_pairs: 2, clock_ms: NOW }), NOW)
  expect(shown.mock).toEqual({ pairs: 2, isShown: true, isLive: true })
  expect(mockWords({ pairs: 1_000, isShown: true, isLive: true })).toEqual([
    '1\u202f000 mock pairs are loaded.',
    'This page shows them. Live data goes on beside them.',
  ])
  expect(mockWords({ pairs: 1, isShown: true, isLive: false })[1]).toBe('This page shows it.')
  expect(pageBanners(state({ mock_pairs: 0 }), NOW).mock).toMatchObject({ pairs: 0 })
  expect(mockWords({ pairs: 0, isShown: true, isLive: true })).toEqual([
    'Mock data without pairs is loaded.',
    'This page shows it. Live data goes on beside it.',
  ])
  expect(mockWords({ pairs: 1, isShown: false, isLive: true })).toEqual([
    '1 mock pair is loaded.',
    'Live data goes on beside it.',
  ])
})
