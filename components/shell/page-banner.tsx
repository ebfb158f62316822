'use client'

import { useStore } from 'zustand'
import { findTrouble } from '../status/trouble'
import { TroubleBanner } from '../status/trouble-banner'
import type { MarketFeed } from '../stream/market-feed'
import { useNow } from '../ui/use-now'
import { MockBanner } from './mock-banner'

/** One banner for the whole page, the worst first: server, feed, mock data. */
export function PageBanner({ feed }: { feed: MarketFeed }) {
  const state = useStore(feed.store)
  const nowMs = useNow()
  const trouble = nowMs === undefined ? undefined : findTrouble(state, nowMs)
  if (trouble !== undefined) {
    return <TroubleBanner trouble={trouble} onRetry={() => feed.retryNow()} />
  }
  const mockPairs = state.feed?.mock_pairs ?? 0
  return mockPairs > 0 && <MockBanner pairs={mockPairs} />
}
