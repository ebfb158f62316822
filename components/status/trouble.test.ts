import { describe, expect, it } from 'vitest'
import type { FeedFields } from '@/lib/protocol/stream-line'
import type { MarketState } from '../stream/market-store'
import { FEED } from '../stream/testing/stream-lines'
import { findTrouble } from './trouble'

const NOW = Date.UTC(2025, 10, 19, 12, 47, 3)
const LAST = NOW - 24_000

function state(
  feed: Partial<FeedFields> = {},
  link: Partial<MarketState['link']> = {},
): MarketState {
  return {
    link: { phase: 'live', sinceMs: NOW, lost: 0, ...link },
    feed: { ...FEED, since_ms: NOW - 1_000, last_frame_ms: LAST, ...feed },
    origin: undefined,
    clockOffsetMs: 0,
    lastLineMs: NOW - 12_000,
  }
}

describe(findTrouble, () => {
  it('[BT1] says nothing while all is well', () => {
    expect(findTrouble(state(), NOW)).toBeUndefined()
  })

  it('[BT2] says of the feed what is the matter, since when, and what happens by itself', () => {
    expect(findTrouble(state({ state: 'silent', next_attempt_ms: NOW + 4_000 }), NOW)).toEqual({
      headline: 'The feed is silent',
      since: '24 s',
      detail: 'Charts stand still and show a hole from 12:46:39. Trying again in 4 s.',
      canRetry: false,
    })
    expect(findTrouble(state({ state: 'waiting', last_frame_ms: null }), NOW)).toMatchObject({
      headline: 'The feed is down',
      since: '1 s',
      detail: 'No quote has come yet.',
    })
    expect(findTrouble(state({ state: 'disabled' }), NOW)?.detail).toContain(
      'DISABLE_WEBSOCKET_CLIENT',
    )
  })

  it('[BT2] says nothing of charts that need no feed', () => {
    const mock = state({ state: 'silent', clock_ms: NOW - 9_000_000 })
    expect(findTrouble(mock, NOW)?.detail).toBe(
      'Live charts have a hole from 12:46:39; mock pairs need no feed.',
    )
  })

  it('[BT2] leaves a feed that has just begun to connect alone', () => {
    const connecting = (sinceMs: number) =>
      findTrouble(state({ state: 'connecting', last_frame_ms: null, since_ms: NOW - sinceMs }), NOW)
    expect(connecting(2_000)).toBeUndefined()
    expect(connecting(4_000)?.headline).toBe('The feed is connecting')
  })

  it('[BT3] the server comes first; one may try at once', () => {
    const lost = state({ state: 'silent' }, { phase: 'lost', nextTryMs: NOW + 8_000 })
    expect(findTrouble(lost, NOW)).toEqual({
      headline: 'The server does not answer',
      since: undefined,
      detail: 'Last data 12:46:51. The page reconnects by itself, next try in 8 s.',
      canRetry: true,
    })
  })

  it('[BT3] says when the server has too many readers', () => {
    const failure = { status: 503, detail: 'too many readers' }
    expect(
      findTrouble(state({}, { phase: 'lost', failure, nextTryMs: NOW + 30_000 }), NOW),
    ).toEqual({
      headline: 'The server has no room for another reader',
      since: undefined,
      detail:
        'Close a tab or raise MAX_SUBSCRIBERS. This page tries again by itself, next try in 30 s.',
      canRetry: true,
    })
  })

  it('[BT2] reckons by the clock of the server', () => {
    const skewed = { ...state({ state: 'silent' }), clockOffsetMs: 5_000 }
    expect(findTrouble(skewed, NOW - 5_000)?.since).toBe('24 s')
  })
})
