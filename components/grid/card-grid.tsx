'use client'

import { useEffect, useState, type CSSProperties, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { RankedPair } from '@/lib/protocol/pairs-list'
import type { PaintClock } from '../chart/paint-clock'
import type { MarketFeed } from '../stream/market-feed'
import { grouped } from '../ui/number-format'
import { CardBones } from './card-bones'
import type { CardShelf } from './card-shelf'
import { GridNotice } from './grid-notice'
import { WINDOW_SECONDS, type GridViewStore } from './grid-view'
import { waitingChanges } from './held-order'
import { ListFault } from './list-fault'
import { PairCard } from './pair-card'
import { Toolbar } from './toolbar'
import { GAP, useGridShape, type GridShape } from './use-columns'
import { MAX_PLACES, useRanking } from './use-ranking'
import { useGridDeeds } from './use-grid-deeds'
import { useReading } from './use-reading'
import { useScroll } from './use-scroll'
import { drawnPlaces, visibleRows } from './visible-rows'

/** Pairs streamed beyond those drawn, so that a change of order finds its pairs there already. */
const SPARE_PLACES = 12
/** As the server's first picture: it does not know how many fit. */
const FIRST_CARDS = 9

const NO_PAIRS: readonly RankedPair[] = []

interface CardGridProps {
  view: GridViewStore
  feed: MarketFeed
  clock: PaintClock
  main: RefObject<HTMLElement | null>
  isLost: boolean
}

/** The ranked cards. Only those in view and a margin around it exist; the rest is empty height. */
export function CardGrid({ view: store, feed, clock, main, isLost }: CardGridProps) {
  const view = useStore(store)
  const scroll = useScroll(main)
  const shape = useGridShape(view.columns)
  const isReading = useReading(main)
  const { columns, rowHeight } = shape ?? { columns: 3, rowHeight: 262 }
  const inView = visibleRows(scroll ?? { top: 0, height: 0 }, rowHeight, Infinity)
  const isHeld = view.hold || isReading
  const { shown, latest, mutedCount, release } = useRanking(view, isHeld, inView.end * columns)

  const count = Math.min(shown?.matched ?? 0, MAX_PLACES)
  const rowCount = Math.ceil(count / columns)
  const rows = visibleRows(scroll ?? { top: 0, height: 0 }, rowHeight, rowCount)
  const first = rows.first * columns
  const end = Math.min(count, rows.end * columns)
  const ranked = shown?.pairs ?? NO_PAIRS
  const known = Math.min(end, ranked.length)
  const missing = shape === undefined ? 0 : end - Math.max(first, known)
  // Taken away with the focus on it, a card would leave the keyboard at the top of the page.
  const [focused, setFocused] = useState<string>()
  const place = focused === undefined ? -1 : ranked.findIndex(({ pair }) => pair === focused)
  const kept = place === -1 ? undefined : place
  const drawn = shape === undefined ? [] : drawnPlaces(first, known, kept)
  const wanted = drawnPlaces(first, Math.min(end + SPARE_PLACES, ranked.length), kept).map(
    (index) => ranked[index]!.pair,
  )
  // Without mock data there is no stream of it to ask for.
  const isMock = shown?.source === 'mock' && shown.sources.mock !== undefined
  const source = isMock ? 'mock' : 'live'
  const wish = JSON.stringify([source, view.spread, view.window, wanted])

  useEffect(() => {
    const windowSeconds = WINDOW_SECONDS[view.window]
    feed.want({ source, spread: view.spread, windowSeconds, pairs: wanted })
    // `wish` says all of it: a list of equal pairs is another list with every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [feed, wish])

  const [shelf] = useState<CardShelf>(() => new Map())
  const actions = useGridDeeds({
    ...{ store, ranked, place, columns, shelf, main },
    ...{ spread: view.spread, onKeep: setFocused },
  })

  return (
    <>
      <Toolbar
        store={store}
        ranking={latest}
        isReading={isReading}
        waiting={waitingChanges(shown, latest, first, end)}
        onShow={release}
        mutedCount={mutedCount}
        actions={actions}
      />
      {latest !== undefined && <ListFault ranking={latest} />}
      <main ref={main} className={isLost ? 'gone' : undefined}>
        <h1 className="sr-only">Live spreads</h1>
        {shown === undefined && (
          <div className="grid" data-columns={view.columns} aria-busy="true">
            <LoadingCards count={FIRST_CARDS} words="connecting to the server" />
          </div>
        )}
        {shown !== undefined && count === 0 && (
          <GridNotice ranking={shown} view={view} store={store} />
        )}
        {count > 0 && (
          <div
            className="rows"
            role="feed"
            aria-label="Pairs"
            style={{ height: rowCount * rowHeight + GAP, paddingTop: rows.first * rowHeight }}
          >
            <div className="grid" data-columns={columns}>
              {drawn.map((index) => (
                <PairCard
                  key={`${source} ${view.spread} ${ranked[index]!.pair}`}
                  ranked={ranked[index]!}
                  style={index < first || index >= end ? asideStyle(index, shape!) : undefined}
                  onFocusChange={setFocused}
                  place={index + 1}
                  places={shown?.matched ?? count}
                  feed={feed}
                  clock={clock}
                  spread={view.spread}
                  windowSeconds={WINDOW_SECONDS[view.window]}
                  shelf={shelf}
                />
              ))}
              <LoadingCards count={missing} words="asking for more pairs" />
            </div>
          </div>
        )}
        {shown !== undefined && count < shown.matched && (
          <p className="more">
            The first {grouped(count)} of {grouped(shown.matched)} pairs. Search to see others.
          </p>
        )}
      </main>
    </>
  )
}

/** Where a card would stand that is kept though its row is not drawn. */
function asideStyle(place: number, { columns, rowHeight }: GridShape): CSSProperties {
  const width = `(100% - ${(columns + 1) * GAP}px) / ${columns}`
  const column = place % columns
  return {
    position: 'absolute',
    top: GAP + Math.floor(place / columns) * rowHeight,
    left: `calc(${GAP}px + ${column} * (${width} + ${GAP}px))`,
    width: `calc(${width})`,
  }
}

function LoadingCards({ count, words }: { count: number; words: string }) {
  return Array.from({ length: count }, (_, index) => (
    <div key={index} className="card">
      <CardBones />
      <div className="plot">
        <p className="say quiet">{words}</p>
      </div>
    </div>
  ))
}
