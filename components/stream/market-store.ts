import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { FeedFields, Source } from '@/lib/protocol/stream-line'
import type { StreamSource } from '@/lib/protocol/stream-query'
import type { LinkState } from './tab-messages'

/** What the page knows of the server and the feed; the rows of pairs are in `MarketFeed`. */
export interface MarketState {
  link: LinkState
  feed: FeedFields | undefined
  origin: { simulated: boolean; mock: boolean; source: Source | undefined } | undefined
  /** Server clock minus local clock, milliseconds. */
  clockOffsetMs: number
  /** When the newest line came, epoch milliseconds of the server's clock; undefined before any. */
  lastLineMs: number | undefined
}

export type MarketStore = StoreApi<MarketState>

export function createMarketStore(): MarketStore {
  return createStore<MarketState>()(() => ({
    link: { phase: 'connecting', sinceMs: Date.now(), lost: 0 },
    feed: undefined,
    origin: undefined,
    clockOffsetMs: 0,
    lastLineMs: undefined,
  }))
}

/** What a view wants to see. */
export interface MarketWish {
  source: StreamSource
  spread: SpreadKind
  windowSeconds: number
  pairs: readonly string[]
}
