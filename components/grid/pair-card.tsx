'use client'

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { RankedPair } from '@/lib/protocol/pairs-list'
import { readChartColours } from '../chart/chart-colours'
import type { PaintClock } from '../chart/paint-clock'
import { SpreadChart } from '../chart/spread-chart'
import type { MarketFeed } from '../stream/market-feed'
import { colourVersion } from '../ui/theme'
import { CardBones } from './card-bones'
import { cardFace, isExcursion, type CardFace } from './card-face'
import { CardHead } from './card-head'
import { ChartTip, tipSentence, type Tip } from './chart-tip'
import { placeOf, walk, type Hover } from './crosshair-walk'
import { symbolName } from './pair-name'

interface PairCardProps {
  ranked: RankedPair
  /** Place in the ranking, from 1, and how many there are. */
  place: number
  places: number
  feed: MarketFeed
  clock: PaintClock
  windowSeconds: number
}

/** One pair: its numbers and its chart. React draws the words; the chart draws itself. */
export function PairCard({ ranked, place, places, feed, clock, windowSeconds }: PairCardProps) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<SpreadChart>(undefined)
  const hover = useRef<Hover>(undefined)
  const [face, setFace] = useState<CardFace>()
  const [tip, setTip] = useState<Tip>()
  const [said, setSaid] = useState('')
  const { pair, symbol, exchange1, exchange2 } = ranked

  useEffect(() => {
    if (host.current === null) return undefined
    const drawn = new SpreadChart(host.current, readChartColours())
    chart.current = drawn
    const paint = () => {
      const rows = feed.rows(pair)
      if (rows === undefined) return
      const nowMs = Date.now()
      // The second that runs is shown once something came in it; without a server time stands still.
      const endMs = rows.lostAtMs ?? nowMs + feed.store.getState().clockOffsetMs
      drawn.show(rows, windowSeconds, Math.floor(endMs / 1_000) - 1, isExcursion(rows))
      setFace(cardFace(rows, drawn.scene, nowMs))
      showTip()
    }
    const stopPainting = clock.add(paint)
    const stopColours = colourVersion.subscribe(() => drawn.recolour(readChartColours()))
    paint()
    return () => {
      stopPainting()
      stopColours()
      drawn.remove()
      chart.current = undefined
    }
  }, [pair, feed, clock, windowSeconds])

  function showTip() {
    const drawn = chart.current
    if (drawn === undefined) return
    const index = placeOf(hover.current, drawn)
    drawn.hover(index)
    const item = index === undefined ? undefined : drawn.scene.items[index]
    if (index === undefined || item === undefined) {
      setTip(undefined)
      return
    }
    const chartWidth = host.current?.clientWidth ?? 0
    setTip({ item, x: drawn.xOf(index), chartWidth, plotWidth: drawn.plotWidth })
  }

  function onPointer(event: PointerEvent<HTMLElement>) {
    const left = event.currentTarget.getBoundingClientRect().left
    hover.current = event.type === 'pointerleave' ? undefined : { x: event.clientX - left }
    showTip()
  }

  function onKeyDown(event: KeyboardEvent) {
    const drawn = chart.current
    if (drawn === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const next = walk(event.key, event.shiftKey, hover.current, drawn)
    if (next === 'elsewhere') return
    event.preventDefault()
    hover.current = next
    showTip()
    const index = placeOf(next, drawn)
    const item = index === undefined ? undefined : drawn.scene.items[index]
    setSaid(item === undefined ? '' : tipSentence(item, drawn.scene))
  }

  function onBlur() {
    hover.current = undefined
    setSaid('')
    showTip()
  }

  const name = `${symbolName(symbol)}, ${exchange1} against ${exchange2}`
  return (
    // The arrow keys walk the points of the chart, so the card itself takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={`card${face?.isOld ? ' old' : ''}`}
      aria-label={name}
      aria-posinset={place}
      aria-setsize={places}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      {face === undefined ? <CardBones /> : <CardHead symbol={symbol} face={face} />}
      <div
        className="plot"
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={onPointer}
      >
        <div
          ref={host}
          className="canvas"
          // Several canvases, one picture.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="img"
          aria-label={`Spread of ${name}, last ${windowSeconds / 60} minutes`}
        />
        {face === undefined && <p className="say quiet">waiting for the first values</p>}
        {face?.empty !== undefined && (
          <p className="say">
            {face.empty.title}
            <small>{face.empty.detail}</small>
          </p>
        )}
        {tip !== undefined && chart.current !== undefined && (
          <ChartTip tip={tip} scene={chart.current.scene} />
        )}
      </div>
      <output className="sr-only" aria-label="Point">
        {said}
      </output>
    </article>
  )
}
