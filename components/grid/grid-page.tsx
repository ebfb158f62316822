'use client'

import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { PaintClock } from '../chart/paint-clock'
import { OriginBadge } from '../status/origin-badge'
import { StatusBar } from '../status/status-bar'
import { TroubleBanner } from '../status/trouble-banner'
import { connectExchange } from '../stream/connect-exchange'
import { MarketFeed } from '../stream/market-feed'
import { LookMenu, type Look } from '../ui/look-menu'
import { SearchBox } from '../ui/search-box'
import { watchSystemTheme } from '../ui/theme'
import { TopBar } from '../ui/top-bar'
import { CardGrid } from './card-grid'
import { createGridViewStore, writeGridView, type GridView } from './grid-view'

interface GridPageProps {
  initialView: GridView
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** Live spread charts of many pairs. */
export function GridPage({ initialView, look, workerAddress }: GridPageProps) {
  const [view] = useState(() => createGridViewStore(initialView))
  const [feed] = useState(() => new MarketFeed((events) => connectExchange(workerAddress, events)))
  const [clock] = useState(() => new PaintClock())
  const search = useStore(view, (state) => state.search)
  const isLost = useStore(feed.store, (state) => state.link.phase === 'lost')
  const main = useRef<HTMLElement>(null)

  useEffect(() => {
    feed.start()
    return () => feed.stop()
  }, [feed])
  useEffect(() => watchSystemTheme(), [])
  useEffect(() => {
    const write = (state: unknown) => {
      history.replaceState(state, '', `${location.pathname}${writeGridView(view.getState())}`)
    }
    // What was wrong in the address goes at once. The state is the router's, which adds it to later
    // ones by itself.
    write(history.state)
    return view.subscribe(() => write(null))
  }, [view])

  return (
    <>
      <TopBar current="grid" badge={<OriginBadge store={feed.store} />}>
        <SearchBox value={search} onChange={(text) => view.setState({ search: text })} />
        <LookMenu look={look} />
      </TopBar>
      <CardGrid view={view} feed={feed} clock={clock} main={main} isLost={isLost}>
        <TroubleBanner feed={feed} />
      </CardGrid>
      <StatusBar store={feed.store} />
    </>
  )
}
