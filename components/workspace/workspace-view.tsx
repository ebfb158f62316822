'use client'

import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { PaintClock } from '../chart/paint-clock'
import type { CardShelf } from '../grid/card-shelf'
import { WINDOW_SECONDS } from '../grid/grid-view'
import type { MarketFeed } from '../stream/market-feed'
import { ChartBoard } from './chart-board'
import { withWorkspace, type Workspace } from './desk'
import type { DeskSource } from './desk-address'
import { desk } from './desk-store'
import { EmptyWorkspace } from './empty-workspace'
import { useInView } from './use-in-view'
import { useWorkspaceDeeds } from './use-workspace-deeds'
import { WorkspaceDialogs } from './workspace-dialogs'
import { WorkspaceToolbar } from './workspace-toolbar'

interface WorkspaceViewProps {
  workspace: Workspace
  feed: MarketFeed
  clock: PaintClock
  isLost: boolean
  source: DeskSource
  onChoose: (name: string) => void
  onSource: (source: DeskSource) => void
}

/** One workspace: its charts, and what one may do with it. */
export function WorkspaceView(props: WorkspaceViewProps) {
  const { workspace, feed, clock, isLost, source, onChoose, onSource } = props
  const main = useRef<HTMLElement>(null)
  const [shelf] = useState<CardShelf>(() => new Map())
  const { pairs: inView, watch } = useInView()
  const { charts, spread, window } = workspace
  const deeds = useWorkspaceDeeds(workspace, source, shelf, inView, onChoose)
  const hasMock = useStore(feed.store, (state) => state.feed?.mock_pairs !== undefined)
  const inForce = hasMock && source === 'auto' ? 'mock' : 'live'

  // What is out of view is neither streamed nor drawn.
  const wanted = charts.map(({ pair }) => pair).filter((pair) => inView.has(pair))
  const wish = JSON.stringify([inForce, spread, window, wanted])
  useEffect(() => {
    const windowSeconds = WINDOW_SECONDS[window]
    feed.want({ source: inForce, spread, windowSeconds, pairs: wanted })
    // `wish` says all of it: a list of equal pairs is another list with every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [feed, wish])

  return (
    <>
      <WorkspaceToolbar {...{ workspace, deeds, source, hasMock, onChoose, onSource }} />
      <main ref={main} className={isLost ? 'gone' : undefined}>
        <h1 className="sr-only">Workspace {workspace.name}</h1>
        {charts.length === 0 ? (
          <EmptyWorkspace onAdd={deeds.add} />
        ) : (
          <ChartBoard
            {...{ workspace, feed, clock, shelf, inView, watch }}
            source={inForce}
            onPlace={(moved) =>
              desk.setState(withWorkspace(desk.getState(), { ...workspace, charts: moved }))
            }
            onRemove={deeds.unpin}
          />
        )}
      </main>
      <WorkspaceDialogs workspace={workspace} deeds={deeds} />
    </>
  )
}
