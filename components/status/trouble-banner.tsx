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
  const { headline, since, detail, canRetry } = trouble
  return (
    <div className="banner">
      <p className="sr-only" role="alert">
        {headline}.
      </p>
      <Unplug size={16} className="icon" aria-hidden="true" />
      <p>
        <b>
          {headline}
          {since !== undefined && ` for ${since}`}.
        </b>{' '}
        <span className="mid">{detail}</span>
      </p>
      {canRetry && (
        <button type="button" className="btn" onClick={() => feed.retryNow()}>
          Try now
        </button>
      )}
    </div>
  )
}
