'use client'

import { useEffect, useState } from 'react'
import { GridLayout, useContainerWidth } from 'react-grid-layout'
import type { PaintClock } from '../chart/paint-clock'
import { cardActions } from '../grid/card-actions'
import type { CardShelf } from '../grid/card-shelf'
import { WINDOW_SECONDS } from '../grid/grid-view'
import { useZoneClock } from '../kept/display'
import { SHARED_KEYS } from '../keys/shared-keys'
import { useKeys } from '../keys/use-keys'
import type { MarketFeed } from '../stream/market-feed'
import { say } from '../ui/said'
import {
  DESK_COLUMNS,
  LEAST_HEIGHT,
  LEAST_WIDTH,
  MOST_HEIGHT,
  type PinnedChart,
  type Workspace,
} from './desk'
import { DeskTile, type DeskTileProps } from './desk-tile'
import { movedChart, placed, resizedChart } from './moved-chart'

/** CSS pixels. */
const ROW_HEIGHT = 34
const GAP = 8
/** Below this width (CSS pixels) charts stand below each other and stay where they are. */
const PHONE_WIDTH = 640

interface ChartBoardProps extends Pick<DeskTileProps, 'watch' | 'source'> {
  workspace: Workspace
  feed: MarketFeed
  clock: PaintClock
  shelf: CardShelf
  inView: ReadonlySet<string>
  onPlace: (charts: readonly PinnedChart[]) => void
  onRemove: (pair: string) => void
}

/** The pinned charts, dragged by their heads, resized by their corners, moved by key. */
export function ChartBoard(props: ChartBoardProps) {
  const { workspace, feed, clock, shelf, inView, watch, source, onPlace, onRemove } = props
  const { charts, spread, window } = workspace
  const zone = useZoneClock()
  const { width, containerRef, mounted } = useContainerWidth()
  const [focused, setFocused] = useState<string>()
  const [held, setHeld] = useState<string>()
  const isOnChart = focused !== undefined && charts.some(({ pair }) => pair === focused)

  const hold = (pair: string) => {
    setHeld(pair)
    say('Arrows move the chart, Shift and arrows resize it, Enter ends.')
  }
  const ownActions = (pair: string) => [
    { words: 'Move and resize by key', keys: 'g', run: () => hold(pair) },
    { words: 'Remove from the workspace', keys: 'x', run: () => onRemove(pair) },
  ]
  const deeds = focused === undefined ? [] : cardActions(focused, spread, shelf, zone)
  useKeys(
    'Chart with the focus',
    [...ownActions(focused ?? ''), ...deeds].flatMap(({ keys, words, run }) =>
      keys === undefined || keys === SHARED_KEYS.pin ? [] : [{ keys, words, run, isOn: isOnChart }],
    ),
  )
  // The focus comes back to the chart when its menu has closed.
  useEffect(() => {
    if (held === undefined) return
    containerRef.current?.querySelector<HTMLElement>(`[data-pair="${CSS.escape(held)}"]`)?.focus()
  }, [held, containerRef])

  const tile = ({ pair }: PinnedChart, place: number) => (
    <DeskTile
      {...{ pair, feed, clock, spread, shelf, watch, source }}
      isInView={inView.has(pair)}
      place={place + 1}
      places={charts.length}
      windowSeconds={WINDOW_SECONDS[window]}
      onFocusChange={setFocused}
      ownActions={ownActions(pair)}
      isHeld={held === pair}
      onArrow={(direction, isResizing) =>
        onPlace((isResizing ? resizedChart : movedChart)(charts, pair, direction))
      }
      onLetGo={() => setHeld(undefined)}
    />
  )
  const inOrder = charts.toSorted((a, b) => a.y - b.y || a.x - b.x)
  return (
    <div ref={containerRef} className="board">
      {/* With an element of this name there the library adds no style of its own, which the content
          policy forbids and its layout has no option against. `workspace.css` has the rule. */}
      <template id="react-draggable-style-el" />
      {mounted && width < PHONE_WIDTH && (
        <div className="grid">
          {inOrder.map((chart, index) => (
            <div key={chart.pair}>{tile(chart, index)}</div>
          ))}
        </div>
      )}
      {mounted && width >= PHONE_WIDTH && (
        <GridLayout
          width={width}
          layout={charts.map(({ pair, x, y, w, h }) => ({
            ...{ i: pair, x, y, w, h },
            ...{ minW: LEAST_WIDTH, minH: LEAST_HEIGHT, maxH: MOST_HEIGHT },
          }))}
          gridConfig={{ cols: DESK_COLUMNS, rowHeight: ROW_HEIGHT, margin: [GAP, GAP] }}
          dragConfig={{ handle: '.head', cancel: 'a, button', threshold: 4 }}
          onLayoutChange={(layout) => {
            const moved = placed(charts, layout)
            if (moved !== charts) onPlace(moved)
          }}
        >
          {inOrder.map((chart, index) => (
            <div key={chart.pair}>{tile(chart, index)}</div>
          ))}
        </GridLayout>
      )}
    </div>
  )
}
