'use client'

import type { CSSProperties } from 'react'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { RankedPair } from '@/lib/protocol/pairs-list'
import type { PaintClock } from '../chart/paint-clock'
import type { MarketFeed } from '../stream/market-feed'
import type { MenuAction } from '../export/action-menu'
import { useZoneClock } from '../kept/display'
import { CardLink } from './card-link'
import { CardMenu } from './card-menu'
import type { CardShelf } from './card-shelf'
import { analyzerLine } from './analyzer-line'
import { CardBones } from './card-bones'
import { CardHead } from './card-head'
import { ChartTip } from './chart-tip'
import { useFace } from './face-store'
import { symbolName } from '../ui/symbol-name'
import { useCardChart } from './use-card-chart'
import { waitingFace } from './waiting-words'

const NO_ACTIONS: readonly MenuAction[] = []

export interface PairCardProps {
  ranked: RankedPair
  /** Place in the ranking, from 1, and how many there are. */
  place: number
  places: number
  feed: MarketFeed
  clock: PaintClock
  style: CSSProperties | undefined
  /** The pair when its card gets the focus, undefined when it loses it. */
  onFocusChange: (pair: string | undefined) => void
  spread: SpreadKind
  windowSeconds: number
  shelf: CardShelf
  /** What one may do with it, besides what everybody may. */
  ownActions?: readonly MenuAction[]
}

/** One pair: its numbers and its chart. React draws the words; the chart draws itself. */
export function PairCard(props: PairCardProps) {
  const { ranked, place, places, feed, clock, style, onFocusChange, spread, windowSeconds } = props
  const { shelf, ownActions = NO_ACTIONS } = props
  const zone = useZoneClock()
  const { pair, symbol, exchange1, exchange2 } = ranked
  const { host, faces, tip, said, onPointer, onKeyDown, onBlur } = useCardChart(
    pair,
    spread,
    windowSeconds,
    feed,
    clock,
    zone,
    shelf,
  )
  const waiting = waitingFace(ranked)
  const isSaying = useFace(faces, waiting, () => true)
  const isOld = useFace(faces, waiting, (face) => face.isOld)
  const emptyTitle = useFace(faces, waiting, ({ empty }) => empty?.title)
  const emptyDetail = useFace(faces, waiting, ({ empty }) => empty?.detail)
  const analyzer = analyzerLine(ranked)
  const name = `${symbolName(symbol)}, ${exchange1} against ${exchange2}`
  return (
    // The arrow keys walk the points of the chart, so the card itself takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={`card${isOld ? ' old' : ''}`}
      style={style}
      aria-label={name}
      aria-posinset={place}
      aria-setsize={places}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-pair={pair}
      onKeyDown={onKeyDown}
      aria-keyshortcuts="Enter h f m p c s"
      onFocus={() => onFocusChange(pair)}
      onBlur={({ currentTarget, relatedTarget }) => {
        // A tap brings it from the card to its link.
        if (currentTarget.contains(relatedTarget)) return
        onBlur()
        // With the window the focus goes only for a while.
        if (!currentTarget.contains(document.activeElement)) onFocusChange(undefined)
      }}
    >
      {isSaying ? <CardHead {...{ ranked, faces, waiting }} /> : <CardBones />}
      <div
        className="plot"
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={onPointer}
        onPointerCancel={onPointer}
      >
        <CardLink pair={pair} name={name} />
        <div
          ref={host}
          className="canvas"
          // Several canvases, one picture.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="img"
          aria-label={`Spread of ${name}, last ${windowSeconds / 60} minutes`}
        />
        {!isSaying && <p className="say quiet">waiting for the first values</p>}
        {emptyTitle !== undefined && (
          <p className="say">
            {emptyTitle}
            <small>{emptyDetail}</small>
            {analyzer !== undefined && <small>{analyzer}</small>}
          </p>
        )}
        {tip !== undefined && <ChartTip {...tip} analyzer={analyzer} zone={zone} />}
      </div>
      <CardMenu {...{ pair, name, spread, shelf, zone, ownActions }} />
      <output className="sr-only" aria-label="Point">
        {said}
      </output>
    </article>
  )
}
