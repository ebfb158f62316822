'use client'

import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { readChartColours } from '../chart/chart-colours'
import { AXIS_WIDTH } from '../chart/chart-options'
import type { PaintClock } from '../chart/paint-clock'
import { colourVersion } from '../ui/theme'
import { drawOverview } from './draw-overview'
import type { SeenSpan } from './history-chart'
import type { HistoryDesk } from './history-desk'
import type { ZoneClock } from '../ui/zone-clock'

/** Part of the seen span that a key moves. */
const KEY_PART = 0.1

interface OverviewProps {
  desk: HistoryDesk
  clock: PaintClock
  zone: ZoneClock
  seen: SeenSpan | undefined
  onSee: (span: SeenSpan) => void
}

/** All of the range, small, with the part that the chart shows: its edges and itself are dragged. */
export function Overview({ desk, clock, zone, seen, onSee }: OverviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drag = useRef<{ part: Part; x: number; span: SeenSpan }>(undefined)

  useEffect(() => {
    const host = canvas.current
    const context = host?.getContext('2d')
    if (!host || !context) return undefined
    let drawn = ''
    const paint = () => {
      const { main } = desk
      const { clientWidth: width, clientHeight: height } = host
      const { hello } = desk.store.getState()
      const size = { width, height, pixelRatio: devicePixelRatio }
      const key = `${main?.version} ${main?.from} ${hello?.to_ms} ${Object.values(size).join(' ')}`
      if (main === undefined || key === drawn || width === 0) return
      drawn = key
      host.width = Math.round(width * devicePixelRatio)
      host.height = Math.round(height * devicePixelRatio)
      // Before the answer begins its range is not known.
      if (hello === undefined) return
      const end = Math.max(main.until, hello.to_ms / 1_000) - 1
      if (end < main.from) return
      drawOverview(context, size, main.items(end), main.step, readChartColours(), zone)
    }
    const stopPainting = clock.add(paint)
    const stopColours = colourVersion.subscribe(() => {
      drawn = ''
    })
    paint()
    return () => {
      stopPainting()
      stopColours()
    }
  }, [desk, clock, zone])

  const { main } = desk
  const from = main?.from ?? 0
  const to = Math.max(main?.until ?? 0, (desk.store.getState().hello?.to_ms ?? 0) / 1_000)
  const span = to - from
  if (main === undefined || seen === undefined || span <= 0) {
    return (
      <div className="overview">
        <canvas ref={canvas} style={{ width: `calc(100% - ${AXIS_WIDTH}px)` }} />
      </div>
    )
  }
  const percent = (time: number) => Math.min(100, Math.max(0, ((time - from) / span) * 100))
  const moved = (part: Part, by: number, start: SeenSpan): SeenSpan => {
    const least = main.step
    if (part === 'from') return { from: Math.min(start.from + by, start.to - least), to: start.to }
    if (part === 'to') return { from: start.from, to: Math.max(start.to + by, start.from + least) }
    return { from: start.from + by, to: start.to + by }
  }
  const onDown = (part: Part) => (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { part, x: event.clientX, span: seen }
  }
  const onMove = (event: PointerEvent<HTMLElement>) => {
    const width = canvas.current?.clientWidth ?? 0
    if (drag.current === undefined || width === 0) return
    const by = ((event.clientX - drag.current.x) / width) * span
    onSee(moved(drag.current.part, by, drag.current.span))
  }
  const onUp = () => {
    drag.current = undefined
  }
  const onKey = (part: Part) => (event: KeyboardEvent) => {
    const sign = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (sign === 0) return
    event.preventDefault()
    onSee(moved(part, sign * KEY_PART * (seen.to - seen.from), seen))
  }
  const events = { onPointerMove: onMove, onPointerUp: onUp, onPointerCancel: onUp }
  const edge = (part: 'from' | 'to') => (
    <div
      className={`edge ${part}`}
      // An input of this kind cannot stand at the edge of a span.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={part === 'from' ? 'Shown from' : 'Shown to'}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={Math.round(seen[part])}
      aria-valuetext={zone.point(Math.round(seen[part]))}
      onPointerDown={onDown(part)}
      onKeyDown={onKey(part)}
      {...events}
    />
  )
  const left = percent(seen.from)
  return (
    <div className="overview">
      <canvas ref={canvas} style={{ width: `calc(100% - ${AXIS_WIDTH}px)` }} />
      <div className="rail" style={{ right: AXIS_WIDTH }}>
        <div
          className="window"
          style={{ left: `${left}%`, width: `${percent(seen.to) - left}%` }}
          onPointerDown={onDown('window')}
          {...events}
        >
          {edge('from')}
          {edge('to')}
        </div>
      </div>
    </div>
  )
}

type Part = 'from' | 'to' | 'window'
