'use client'

import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { PaintClock } from '../chart/paint-clock'
import { PageShell } from '../shell/page-shell'
import { useMarketFeed } from '../shell/use-market-feed'
import type { Look } from '../ui/look-menu'
import { SearchBox } from '../ui/search-box'
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
  const feed = useMarketFeed(workerAddress)
  const [clock] = useState(() => new PaintClock())
  const search = useStore(view, (state) => state.search)
  const isLost = useStore(feed.store, (state) => state.link.phase === 'lost')
  const main = useRef<HTMLElement>(null)

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
    <PageShell
      current="grid"
      feed={feed}
      look={look}
      search={<SearchBox value={search} onChange={(text) => view.setState({ search: text })} />}
    >
      <CardGrid view={view} feed={feed} clock={clock} main={main} isLost={isLost} />
    </PageShell>
  )
}
