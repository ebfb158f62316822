'use client'

import { useEffect, useRef, useState } from 'react'
import type { PaintClock } from '../chart/paint-clock'
import type { CardShelf } from '../grid/card-shelf'
import { WINDOW_SECONDS } from '../grid/grid-view'
import type { MarketFeed } from '../stream/market-feed'
import { ChartBoard } from './chart-board'
import { withWorkspace, type Workspace } from './desk'
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
  onChoose: (name: string) => void
}

/** One workspace: its charts, and what one may do with it. */
export function WorkspaceView({ workspace, feed, clock, isLost, onChoose }: WorkspaceViewProps) {
  const main = useRef<HTMLElement>(null)
  const [shelf] = useState<CardShelf>(() => new Map())
  const { pairs: inView, watch } = useInView()
  const { charts, spread, window } = workspace
  const deeds = useWorkspaceDeeds(workspace, shelf, inView, onChoose)

  // What is out of view is neither streamed nor drawn.
  const wanted = charts.map(({ pair }) => pair).filter((pair) => inView.has(pair))
  const wish = JSON.stringify([spread, window, wanted])
  useEffect(() => {
    const windowSeconds = WINDOW_SECONDS[window]
    feed.want({ source: 'live', spread, windowSeconds, pairs: wanted })
    // `wish` says all of it: a list of equal pairs is another list with every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [feed, wish])

  return (
    <>
      <WorkspaceToolbar workspace={workspace} deeds={deeds} onChoose={onChoose} />
      <main ref={main} className={isLost ? 'gone' : undefined}>
        <h1 className="sr-only">Workspace {workspace.name}</h1>
        {charts.length === 0 ? (
          <EmptyWorkspace onAdd={deeds.add} />
        ) : (
          <ChartBoard
            {...{ workspace, feed, clock, shelf, inView, watch }}
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
