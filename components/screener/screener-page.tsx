'use client'

import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { PaintClock } from '../chart/paint-clock'
import { PageShell } from '../shell/page-shell'
import { useMarketFeed } from '../shell/use-market-feed'
import type { Look } from '../ui/look-menu'
import { SearchBox } from '../ui/search-box'
import { ScreenerDesk } from './screener-desk'
import { POLL_MS, ScreenerPoll } from './screener-poll'
import { createScreenerViewStore, type ScreenerView } from './screener-view'
import { useKeptColumns } from './use-kept-columns'
import { useViewAddress } from './use-view-address'

interface ScreenerPageProps {
  initialView: ScreenerView
  /** The address names columns: those that this browser keeps stand back. */
  namesColumns: boolean
  look: Look
  /** Address of the shared worker's script. */
  workerAddress: string
}

/** Live table of every pair. */
export function ScreenerPage(props: ScreenerPageProps) {
  const { initialView, namesColumns, look, workerAddress } = props
  const [view] = useState(() => createScreenerViewStore(initialView))
  const [poll] = useState(() => new ScreenerPoll({ pollMs: POLL_MS, hasSparks: true }))
  const [clock] = useState(() => new PaintClock())
  const feed = useMarketFeed(workerAddress)
  const search = useStore(view, (state) => state.search)
  useKeptColumns(view, namesColumns)
  useViewAddress(view)

  useEffect(() => {
    poll.start()
    return () => poll.stop()
  }, [poll])

  return (
    <PageShell
      current="screener"
      feed={feed}
      look={look}
      search={<SearchBox value={search} onChange={(text) => view.setState({ search: text })} />}
    >
      <ScreenerDesk store={view} poll={poll} feed={feed} clock={clock} />
    </PageShell>
  )
}
