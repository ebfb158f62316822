'use client'

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { pairKey, type Pair } from '@/lib/market/pair'
import { PaintClock } from '../chart/paint-clock'
import { display, PageZone } from '../kept/display'
import { PageShell } from '../shell/page-shell'
import { useMarketFeed } from '../shell/use-market-feed'
import type { Look } from '../ui/look-menu'
import { PairDesk } from './pair-desk'
import { PairLookup } from './pair-lookup'
import { createPairViewStore, HELD_SECONDS, type PairView } from './pair-view'
import { useAddress } from './use-address'

interface PairPageProps {
  /** As the address spells it. */
  names: Pair
  initialView: PairView
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** One pair, closely: charts, what they mean, and what would be left of it. */
export function PairPage({ names, initialView, look, workerAddress }: PairPageProps) {
  const [store] = useState(() => createPairViewStore(initialView))
  const feed = useMarketFeed(workerAddress)
  const [clock] = useState(() => new PaintClock())
  useAddress(store)
  const chosen = useStore(store, (view) => view.source)
  const zone = useStore(store, (view) => view.zone)
  const lookup = useMemo(() => new PairLookup(names, chosen), [names, chosen])
  const standing = useStore(lookup.store, (state) => state.standing)
  // Zones and what the browser keeps: the server cannot write them.
  const isInBrowser = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  )

  // A zone that is chosen for all pages, be it again, is this page's too.
  useEffect(
    () =>
      display.subscribe((now, before) => {
        if (now.flashes === before.flashes) store.setState({ zone: '' })
      }),
    [store],
  )

  useEffect(() => {
    lookup.start()
    return () => lookup.stop()
  }, [lookup])

  const isKnown = standing.phase === 'known'
  const known = isKnown ? standing.ranked : names
  const pair = isKnown ? standing.ranked.pair : pairKey(names)
  const source = isKnown ? standing.source : chosen === 'mock' ? 'mock' : 'live'
  useEffect(() => {
    feed.want({ source, spread: 'bid', windowSeconds: HELD_SECONDS, pairs: [pair] })
  }, [feed, source, pair])

  return (
    <PageZone value={isInBrowser ? zone : ''}>
      <PageShell feed={feed} look={look}>
        {isInBrowser ? (
          <PairDesk
            key={`${source} ${pair}`}
            {...{ store, feed, clock, standing, source, pair, workerAddress }}
            {...{ symbol: known.symbol, exchange1: known.exchange1, exchange2: known.exchange2 }}
          />
        ) : (
          <main className="pair-page" />
        )}
      </PageShell>
    </PageZone>
  )
}

function noChange(): () => void {
  return () => {}
}
