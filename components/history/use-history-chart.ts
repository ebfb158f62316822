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
import { readChartColours } from '../chart/chart-colours'
import type { ChartItem } from '../chart/chart-item'
import type { ChartScene } from '../chart/chart-scene'
import type { PaintClock } from '../chart/paint-clock'
import type { MarketFeed } from '../stream/market-feed'
import { colourVersion } from '../ui/theme'
import { HistoryChart, type SeenSpan } from './history-chart'
import type { DeskState } from './desk-state'
import type { HistoryDesk } from './history-desk'
import type { Ground } from './history-ground'
import type { HistoryRows } from './history-rows'
import type { ZoneClock } from '../ui/zone-clock'

/** A drag or a wheel rests so long before older or finer bars are asked for. */
const LOOK_MS = 200

/** What one place of the chart holds. */
export interface HistoryPoint {
  item: ChartItem
  scene: Readonly<ChartScene>
  /** Of the crosshair, CSS pixels from the left of the chart. */
  x: number
  plotWidth: number
  /** NaN: not known. */
  first: number
  /** It is known what was recorded there. */
  isRead: boolean
}

interface UseHistoryChart {
  host: RefObject<HTMLDivElement | null>
  chart: RefObject<HistoryChart | undefined>
  point: HistoryPoint | undefined
  seen: SeenSpan | undefined
  onPointer: (event: PointerEvent<HTMLElement>) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** The chart of what the desk holds, painted by the clock as long as the page is there. */
export function useHistoryChart(
  desk: HistoryDesk,
  feed: MarketFeed,
  pair: string,
  clock: PaintClock,
  zone: ZoneClock,
): UseHistoryChart {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<HistoryChart>(undefined)
  const rows = useRef<HistoryRows>(undefined)
  const [point, setPoint] = useState<HistoryPoint>()
  const [seen, setSeen] = useState<SeenSpan>()

  const showPoint = useCallback(() => {
    const drawn = chart.current
    const index = drawn?.scene.hover
    const item = index === undefined ? undefined : drawn?.scene.items[index]
    if (drawn === undefined || index === undefined || item === undefined) setPoint(undefined)
    else {
      const { scene, plotWidth } = drawn
      const first = rows.current?.firstOf(item.time) ?? NaN
      const isRead = rows.current?.isRead(item.time) === true
      setPoint({ item, scene, x: drawn.xOf(index), plotWidth, first, isRead })
    }
  }, [])

  useEffect(() => {
    if (host.current === null) return undefined
    let looking: ReturnType<typeof setTimeout> | undefined
    const drawn = new HistoryChart(host.current, readChartColours(), () => {
      clearTimeout(looking)
      looking = setTimeout(() => {
        const span = drawn.seen
        if (span !== undefined) desk.look(span.from, span.to)
      }, LOOK_MS)
    })
    chart.current = drawn
    const [, exchange1 = '', exchange2 = ''] = pair.split(':')
    drawn.name(exchange1, exchange2, zone)
    let shown: { rows: HistoryRows; version: number; end: number; phase: string } | undefined
    const paint = () => {
      desk.follow()
      const { shown: held } = desk
      const { phase, hello } = desk.store.getState()
      if (held === undefined || hello === undefined) return
      rows.current = held
      const live = held.seam === undefined ? undefined : feed.rows(pair)
      const liveEnd = live === undefined ? -Infinity : Math.floor(feed.chartEndMs(live) / 1_000) - 1
      const asked = held === desk.main ? hello.to_ms / 1_000 : 0
      const end = Math.max(held.until - 1, liveEnd, held.seam === undefined ? asked - 1 : 0)
      const { version } = held
      const isOther = shown?.rows !== held || shown.version !== version || shown.end !== end
      if (!isOther && shown?.phase === phase) return
      if (end < held.from) return
      shown = { rows: held, version, end, phase }
      drawn.show(
        held.items(end),
        held.step,
        groundOf(held, held === desk.main ? phase : 'done', end, zone),
        live !== undefined,
      )
      setSeen(drawn.seen)
      showPoint()
    }
    const stopPainting = clock.add(paint)
    const stopColours = colourVersion.subscribe(() => drawn.recolour(readChartColours()))
    paint()
    return () => {
      clearTimeout(looking)
      stopPainting()
      stopColours()
      drawn.remove()
      chart.current = undefined
      rows.current = undefined
    }
  }, [desk, feed, pair, clock, zone, showPoint])

  return {
    host,
    chart,
    point,
    seen,
    onPointer(event) {
      const drawn = chart.current
      if (drawn === undefined) return
      const { left } = event.currentTarget.getBoundingClientRect()
      const isOut = event.type === 'pointerleave' || event.type === 'pointercancel'
      const x = event.clientX - left
      drawn.hover(isOut || x > drawn.plotWidth ? undefined : drawn.indexAt(x))
      showPoint()
      setSeen(drawn.seen)
    },
    onKeyDown(event) {
      const drawn = chart.current
      if (drawn === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      if (!press(drawn, event.key, event.shiftKey)) return
      event.preventDefault()
      showPoint()
      setSeen(drawn.seen)
    },
  }
}

/** `end`: the last time that is shown, epoch seconds. */
function groundOf(
  { from, until, step, seam, unread }: HistoryRows,
  phase: DeskState['phase'],
  end: number,
  zone: ZoneClock,
): Ground {
  const at = (time: number) => (time - from) / step
  const isToCome = phase !== 'done' && seam === undefined && until < end
  const missing = isToCome ? { from: until, to: end + step } : unread
  const seamWords =
    unread === undefined ? `recorded to ${zone.minute(seam ?? 0)}, then live` : 'live from here'
  return {
    unread: missing && {
      ...{ from: Math.floor(at(missing.from)), to: Math.floor(at(missing.to)) },
      words: phase === 'loading' ? 'not read yet' : 'not read',
    },
    seam: seam === undefined ? undefined : { at: at(seam), words: seamWords },
  }
}

/** Arrows walk the points, Page keys turn, + and - zoom, 0 shows all. False: another's key. */
function press(chart: HistoryChart, key: string, isFar: boolean): boolean {
  const { scene, seen } = chart
  const newest = scene.items.length - 1
  if (seen === undefined || newest < 0) return false
  const view = scene.view ?? { first: 0, last: newest }
  const walkTo = (index: number) => {
    chart.hover(Math.min(Math.max(index, view.first), view.last))
  }
  const turn = (part: number) => {
    const by = (seen.to - seen.from) * part
    chart.see({ from: seen.from + by, to: seen.to + by })
  }
  const step = isFar ? 10 : 1
  switch (key) {
    case 'ArrowLeft':
      walkTo((scene.hover ?? view.last + 1) - step)
      return true
    case 'ArrowRight':
      walkTo((scene.hover ?? view.first - 1) + step)
      return true
    case 'Home':
      walkTo(view.first)
      return true
    case 'End':
      walkTo(view.last)
      return true
    case 'PageUp':
      turn(-0.5)
      return true
    case 'PageDown':
      turn(0.5)
      return true
    case '+':
      chart.zoom(0.5)
      return true
    case '-':
      chart.zoom(2)
      return true
    case '0':
      chart.seeAll()
      return true
    case 'Escape':
      if (scene.hover === undefined) return false
      chart.hover(undefined)
      return true
    default:
      return false
  }
}
