'use client'

import { useEffect, useMemo } from 'react'
import { connectExchange } from '../stream/connect-exchange'
import { MarketFeed } from '../stream/market-feed'

/** Of `buy2_sell1` and `buy1_sell2`. */
export type ExecutableFeeds = readonly [MarketFeed, MarketFeed]

/** Feeds of the two spreads that one could trade, as long as they are shown. */
export function useExecutableFeeds(
  workerAddress: string,
  isOn: boolean,
  pair: string,
  source: 'live' | 'mock',
  windowSeconds: number,
): ExecutableFeeds | undefined {
  const feeds = useMemo(() => {
    if (!isOn) return undefined
    const make = () => new MarketFeed((events) => connectExchange(workerAddress, events))
    return [make(), make()] as const
  }, [isOn, workerAddress])

  useEffect(() => {
    if (feeds === undefined) return undefined
    for (const feed of feeds) feed.start()
    return () => {
      for (const feed of feeds) feed.stop()
    }
  }, [feeds])

  useEffect(() => {
    const wish = { source, windowSeconds, pairs: [pair] }
    feeds?.[0].want({ ...wish, spread: 'buy2_sell1' })
    feeds?.[1].want({ ...wish, spread: 'buy1_sell2' })
  }, [feeds, pair, source, windowSeconds])

  return feeds
}
