'use client'

import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import type { SpreadKind } from '@/lib/market/spread-kind'
import { readChartColours } from '../chart/chart-colours'
import type { PaintClock } from '../chart/paint-clock'
import { SpreadChart } from '../chart/spread-chart'
import { watchSeen } from '../chart/watch-seen'
import type { MarketFeed } from '../stream/market-feed'
import { colourVersion } from '../ui/theme'
import type { ZoneClock } from '../ui/zone-clock'
import { cardFace, isExcursion } from './card-face'
import type { CardShelf } from './card-shelf'
import { tipSentence, type Tip } from './chart-tip'
import { placeOf, point, walk, type Hover } from './crosshair-walk'
import { createFaceStore, type FaceStore } from './face-store'

interface CardChart {
  /** The element that the chart fills. */
  host: RefObject<HTMLDivElement | null>
  faces: FaceStore
  tip: Tip | undefined
  /** The point that the keys walked to, for a screen reader. */
  said: string
  onPointer: (event: PointerEvent<HTMLElement>) => void
  onKeyDown: (event: KeyboardEvent) => void
  onBlur: () => void
}

/** The chart of a card, painted by the clock as long as the card is there, and its crosshair. */
export function useCardChart(
  pair: string,
  spread: SpreadKind,
  windowSeconds: number,
  feed: MarketFeed,
  clock: PaintClock,
  zone: ZoneClock,
  shelf: CardShelf,
): CardChart {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<SpreadChart>(undefined)
  const hover = useRef<Hover>(undefined)
  const shownSeconds = useRef(windowSeconds)
  const [faces] = useState(createFaceStore)
  const [tip, setTip] = useState<Tip>()
  const [said, setSaid] = useState('')

  const showHover = useCallback(() => {
    if (chart.current !== undefined) setTip(hoverChart(chart.current, hover.current))
  }, [])

  useEffect(() => {
    shownSeconds.current = windowSeconds
  }, [windowSeconds])

  useEffect(() => {
    if (host.current === null) return undefined
    const drawn = new SpreadChart(host.current, readChartColours())
    drawn.setTimeWords(zone.clockWords)
    chart.current = drawn
    shelf.set(pair, drawn)
    let paintedVersion: number | undefined
    const hasNews = () => feed.rows(pair)?.version !== paintedVersion
    const paint = () => {
      const rows = feed.rows(pair)
      paintedVersion = rows?.version
      if (rows === undefined) {
        // The first picture may be of rows that were then given up for those of another source.
        drawn.clear()
        faces.setState(undefined, true)
        return
      }
      // The second that runs is shown once something came in it.
      const endTime = Math.floor(feed.chartEndMs(rows) / 1_000) - 1
      drawn.show(rows, shownSeconds.current, endTime, isExcursion(rows, spread))
      faces.setState(cardFace(rows, drawn.scene, spread, feed.agesMs(rows), zone), true)
      // A resting pointer points to another second when the chart has moved on.
      showHover()
    }
    const seen = watchSeen(host.current)
    const stopPainting = clock.add(paint, { hasNews, isSeen: seen.isSeen })
    const stopColours = colourVersion.subscribe(() => drawn.recolour(readChartColours()))
    paint()
    return () => {
      stopPainting()
      seen.stop()
      stopColours()
      drawn.remove()
      chart.current = undefined
      if (shelf.get(pair) === drawn) shelf.delete(pair)
    }
  }, [pair, spread, feed, clock, zone, shelf, faces, showHover])

  // A finger that was lifted left the crosshair: it goes with the next tap elsewhere.
  useEffect(() => {
    const onTap = ({ target }: Event) => {
      if (hover.current === undefined || !(target instanceof Node)) return
      if (host.current?.parentElement?.contains(target)) return
      hover.current = undefined
      setSaid('')
      showHover()
    }
    document.addEventListener('pointerdown', onTap)
    return () => document.removeEventListener('pointerdown', onTap)
  }, [showHover])

  return {
    host,
    faces,
    tip,
    said,
    onPointer(event) {
      const { left, top } = event.currentTarget.getBoundingClientRect()
      const { pointerType, clientX, clientY } = event
      // The link of the card reaches over its head, which has no points.
      const type = clientY < top ? 'pointerleave' : event.type
      hover.current = point({ type, pointerType, x: clientX - left }, hover.current)
      showHover()
    },
    onKeyDown(event) {
      if (chart.current === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      const next = walk(event.key, event.shiftKey, hover.current, chart.current)
      if (next === 'elsewhere') return
      event.preventDefault()
      hover.current = next
      const walked = hoverChart(chart.current, next)
      setTip(walked)
      setSaid(walked === undefined ? '' : tipSentence(walked.item, walked.scene, zone))
    },
    onBlur() {
      hover.current = undefined
      setSaid('')
      showHover()
    },
  }
}

function hoverChart(chart: SpreadChart, hover: Hover): Tip | undefined {
  const { scene } = chart
  const index = placeOf(hover, chart)
  chart.hover(index)
  const item = index === undefined ? undefined : scene.items[index]
  if (index === undefined || item === undefined) return undefined
  return { item, scene, x: chart.xOf(index), plotWidth: chart.plotWidth }
}
