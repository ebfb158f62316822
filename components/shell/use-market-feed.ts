'use client'

import { useEffect, useState } from 'react'
import { connectExchange } from '../stream/connect-exchange'
import { MarketFeed } from '../stream/market-feed'

/** A page's share of the stream, as long as the page is there. `want` says what it shows. */
export function useMarketFeed(workerAddress: string): MarketFeed {
  const [feed] = useState(() => new MarketFeed((events) => connectExchange(workerAddress, events)))
  useEffect(() => {
    feed.start()
    return () => feed.stop()
  }, [feed])
  return feed
}

/** The same for a page without charts: it hears of server, feed and mock data, and of no pair. */
export function useFeedState(workerAddress: string): MarketFeed {
  const feed = useMarketFeed(workerAddress)
  // A stream of a window is shared by the tabs of a browser; the shortest asks nothing more of it.
  useEffect(() => feed.want({ source: 'live', spread: 'bid', windowSeconds: 1, pairs: [] }), [feed])
  return feed
}
