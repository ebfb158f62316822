'use client'

import { Unplug } from 'lucide-react'
import { useStore } from 'zustand'
import type { MarketFeed } from '../stream/market-feed'
import { useNow } from '../ui/use-now'
import { findTrouble } from './trouble'

/** One banner for the whole page: what is the matter, since when, what happens by itself. */
export function TroubleBanner({ feed }: { feed: MarketFeed }) {
  const state = useStore(feed.store)
  const nowMs = useNow()
  const trouble = nowMs === undefined ? undefined : findTrouble(state, nowMs)
  if (trouble === undefined) return null
  return (
    // The seconds in it run; it is read out once.
    <div className="banner danger" role="alert" aria-atomic="false">
      <Unplug size={16} className="icon" aria-hidden="true" />
      <p>
        <b>{trouble.title}</b> <span className="mid">{trouble.detail}</span>
      </p>
      {trouble.canRetry && (
        <button type="button" className="btn" onClick={() => feed.retryNow()}>
          Try now
        </button>
      )}
    </div>
  )
}
