'use client'

import { useStore } from 'zustand'
import { TroubleBanner } from '../status/trouble-banner'
import type { MarketFeed } from '../stream/market-feed'
import { useNow } from '../ui/use-now'
import { chooseBanner } from './choose-banner'
import { MockBanner } from './mock-banner'

/** One banner for the whole page. */
export function PageBanner({ feed }: { feed: MarketFeed }) {
  const state = useStore(feed.store)
  const nowMs = useNow()
  const banner = chooseBanner(state, nowMs)
  if (banner === undefined) return null
  if (banner.kind === 'mock') return <MockBanner pairs={banner.pairs} />
  return <TroubleBanner trouble={banner.trouble} onRetry={() => feed.retryNow()} />
}
