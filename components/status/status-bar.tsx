'use client'

import { useStore } from 'zustand'
import type { FeedFields } from '@/lib/protocol/stream-line'
import type { MarketState, MarketStore } from '../stream/market-store'
import { grouped } from '../ui/number-format'
import { useZoneClock } from '../kept/display'
import { duration } from '../ui/time-format'
import { HTTP_UNAVAILABLE } from './trouble'
import { useNow } from '../ui/use-now'

/** The state of feed and server in one line. */
export function StatusBar({ store }: { store: MarketStore }) {
  const state = useStore(store)
  const nowMs = useNow()
  const zone = useZoneClock()
  const { feed, link, clockOffsetMs } = state
  const { mark, words } = feedWords(state, nowMs)
  const isGone = link.phase === 'lost'
  return (
    <footer className="statusbar" aria-label="Status">
      <output className={`state ${mark}`} aria-label="Feed" aria-live="off">
        <i />
        {words}
      </output>
      {/* In the order of their worth: what does not fit is left out, whole, from the end. */}
      <div className="facts">
        {isGone || feed === undefined ? (
          <GoneFacts state={state} nowMs={nowMs} />
        ) : (
          <FeedFacts feed={feed} lost={link.lost} />
        )}
      </div>
      {!isGone && (
        <a href="https://www.tradingview.com/" rel="noreferrer" target="_blank">
          Charts by TradingView
        </a>
      )}
      <span>
        <b>{nowMs === undefined ? '--:--:--' : zone.second((nowMs + clockOffsetMs) / 1_000)}</b>{' '}
        {zone.name}
      </span>
    </footer>
  )
}

function FeedFacts({ feed, lost }: { feed: FeedFields; lost: number }) {
  const isFull = isAbove80Percent(feed)
  return (
    <>
      {feed.clock_ms === undefined ? <LiveFacts feed={feed} /> : <MockFacts feed={feed} />}
      {feed.memory_mb !== undefined && (
        <span className={isFull ? 'end warnc' : 'end'}>
          memory <b>{grouped(feed.memory_mb)}</b>
          {feed.memory_limit_mb !== undefined && ` of ${grouped(feed.memory_limit_mb)}`} MB
        </span>
      )}
      <span>
        stream <b>{grouped(lost)}</b> lost
      </span>
    </>
  )
}

function LiveFacts({ feed }: { feed: FeedFields }) {
  const rejected = Object.entries(feed.rejected).filter(([, count]) => count > 0)
  const total = rejected.reduce((sum, [, count]) => sum + count, 0)
  const reasons = rejected.map(
    ([reason, count]) => `${reason.replaceAll('_', ' ')} ${grouped(count)}`,
  )
  return (
    <>
      <span>
        <b>{grouped(feed.quotes_per_second)}</b> quotes/s
      </span>
      <span>
        lag <b>{feed.lag_ms === null ? 'unknown' : `${Math.round(feed.lag_ms)} ms`}</b>
      </span>
      {feed.pairs !== undefined && (
        <span>
          <b>{grouped(feed.pairs)}</b> {feed.pairs === 1 ? 'pair' : 'pairs'}
        </span>
      )}
      {feed.windows !== undefined && (
        <span>
          <b>{grouped(feed.windows)}</b> {feed.windows === 1 ? 'window' : 'windows'}
        </span>
      )}
      <span className="rejected" title={reasons.join(', ')}>
        rejected <b>{grouped(total)}</b> <em>{reasons.join(', ')}</em>
      </span>
    </>
  )
}

/** Where mock pairs are shown; the feed is that of the live market, which goes on beside it. */
function MockFacts({ feed }: { feed: FeedFields }) {
  const pairs = feed.mock_pairs ?? 0
  return (
    <>
      <span>
        <b>{grouped(pairs)}</b> mock {pairs === 1 ? 'pair' : 'pairs'}
      </span>
      <span>
        live <b>{grouped(feed.quotes_per_second)}</b> quotes/s
      </span>
    </>
  )
}

function GoneFacts({ state, nowMs }: { state: MarketState; nowMs: number | undefined }) {
  const zone = useZoneClock()
  const { link, lastLineMs } = state
  if (link.phase !== 'lost') return null
  return (
    <>
      {lastLineMs !== undefined && (
        <span>
          data of <b>{zone.second(lastLineMs / 1_000)}</b>
        </span>
      )}
      {link.nextTryMs !== undefined && nowMs !== undefined && (
        <span className="end">
          next try in <b>{duration(Math.max(1_000, link.nextTryMs - nowMs))}</b>
        </span>
      )}
    </>
  )
}

function isAbove80Percent({ memory_mb: used, memory_limit_mb: limit }: FeedFields): boolean {
  return used !== undefined && limit !== undefined && used > limit * 0.8
}

function feedWords(state: MarketState, nowMs: number | undefined) {
  const { link, feed, clockOffsetMs } = state
  if (link.phase === 'lost') {
    const isFull = link.failure?.status === HTTP_UNAVAILABLE
    return { mark: 'danger', words: isFull ? 'Server is full' : 'Server not reachable' }
  }
  if (feed === undefined) return { mark: 'warn', words: 'Connecting to the server' }
  const sinceMs = feed.last_frame_ms ?? feed.since_ms
  const forMs = nowMs === undefined ? 0 : nowMs + clockOffsetMs - sinceMs
  const attempt = (feed.attempt ?? 1) > 1 ? `, attempt ${feed.attempt}` : ''
  const said = {
    connected: { mark: 'ok', words: 'Feed connected' },
    connecting: { mark: 'warn', words: `Feed connecting${attempt}` },
    waiting: { mark: 'danger', words: `Feed down ${duration(forMs)}` },
    silent: { mark: 'danger', words: `Feed silent ${duration(forMs)}` },
    disabled: { mark: 'warn', words: 'Feed switched off' },
  } as const
  return said[feed.state]
}
