'use client'

import { useStore } from 'zustand'
import { useZoneClock } from '../kept/display'
import { TroubleBanner } from '../status/trouble-banner'
import type { MarketFeed } from '../stream/market-feed'
import { useNow } from '../ui/use-now'
import { MockBanner } from './mock-banner'
import { pageBanners } from './page-banners'

/** What is to be said of the whole page. */
export function BannerArea({ feed }: { feed: MarketFeed }) {
  const state = useStore(feed.store)
  const nowMs = useNow()
  const { trouble, mock } = pageBanners(state, nowMs, useZoneClock())
  return (
    <>
      {trouble !== undefined && <TroubleBanner trouble={trouble} onRetry={() => feed.retryNow()} />}
      {mock !== undefined && <MockBanner mock={mock} />}
    </>
  )
}
