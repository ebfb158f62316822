'use client'

import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import { PaintClock } from '../chart/paint-clock'
import { colourVersion } from '../ui/theme'
import { priceLegend, spreadLegend, type LegendEntry } from './legend'
import type { PairChartsProps } from './pair-chart-props'
import { PairDesk } from './pair-desk'
import type { PairPoint } from './pair-tip'
import { pointSentence } from './point-facts'
import { pressThreshold } from './threshold'

/** The page of one pair is painted so often: a second has ten pictures, and hands feel no wait. */
const PAINT_MS = 100

/** What stands beside the canvases. */
export interface PairChartFace {
  point: PairPoint | undefined
  legends: { prices: readonly LegendEntry[]; spread: readonly LegendEntry[] }
  /** CSS pixels from the top. */
  spreadTop: number
  axisWidth: number
  /** Where the upper threshold's tag is. */
  thresholdTop: number
  isEmpty: boolean
}

const NO_FACE: PairChartFace = {
  point: undefined,
  legends: { prices: [], spread: [] },
  ...{ spreadTop: 0, axisWidth: 0, thresholdTop: 0, isEmpty: true },
}

interface UsePairChart {
  host: RefObject<HTMLDivElement | null>
  face: PairChartFace
  /** The second that the keys walked to, for a screen reader. */
  said: string
  onPointer: (event: PointerEvent<HTMLElement>) => void
  onThresholdPointer: (event: PointerEvent<HTMLElement>) => void
  onKeyDown: (event: KeyboardEvent) => void
  onThresholdKey: (event: KeyboardEvent) => void
  onDoubleClick: () => void
  /** Its tag is in sight while the threshold has the focus. */
  onThresholdFocus: (event: FocusEvent) => void
}

/** The chart of a pair, painted as long as the page is there, and what a person does to it. */
export function usePairChart(props: PairChartsProps): UsePairChart {
  const { feed, executableFeeds, pair, windowSeconds, zone, ref } = props
  const { mode, bands, feesPct, thresholdPct, episodes, selectedEpisode, tool = 'pan' } = props
  const host = useRef<HTMLDivElement>(null)
  const [desk, setDesk] = useState<PairDesk>()
  const latest = useRef(props)
  const [face, setFace] = useState(NO_FACE)
  const [said, setSaid] = useState('')
  const [isThresholdHeld, setThresholdHeld] = useState(false)

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    let made: PairDesk | undefined
    const opened = new PairDesk(element, {
      onThreshold: (pct) => latest.current.onThreshold(pct),
      onSelectEpisode: (index) => latest.current.onSelectEpisode(index),
      onMeasure: (span) => latest.current.onMeasure(span),
      onView: (span) => latest.current.onView?.(span),
      onChange(words) {
        if (made !== undefined) setFace((before) => faceOf(opened, element, before))
        if (words !== undefined) setSaid(words)
      },
    })
    made = opened
    setDesk(opened)
    const clock = new PaintClock(PAINT_MS, 1)
    // They come and go with the mode: what a person sees of the chart stays.
    const feeds = () => latest.current.executableFeeds
    const stopPainting = clock.add(() => opened.paint({ feed, executableFeeds: feeds(), pair }))
    const stopColours = colourVersion.subscribe(() => opened.recolour())
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) return
      event.preventDefault()
      const { left } = element.getBoundingClientRect()
      const [dx, dy] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY]
      opened.gestures.wheel(dx, dy, event.clientX - left)
    }
    // React's own listener could not keep the page from scrolling.
    const area = element.parentElement
    area?.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      area?.removeEventListener('wheel', onWheel)
      stopPainting()
      stopColours()
      made = undefined
      setDesk(undefined)
      opened.close()
    }
  }, [feed, pair])

  useEffect(() => {
    desk?.name({ timeWords: zone, pointTime: (time) => zone.second(time) })
  }, [desk, zone])

  useEffect(() => {
    if (desk === undefined) return
    const view = { mode, bands, feesPct, isThresholdHeld, episodes, selectedEpisode }
    // While it is dragged the line is ahead of what the page was told.
    desk.choose(desk.gestures.isDragging ? view : { ...view, thresholdPct }, tool)
  }, [desk, mode, bands, feesPct, thresholdPct, isThresholdHeld, episodes, selectedEpisode, tool])

  useEffect(() => {
    desk?.showWindow(windowSeconds)
    desk?.paint({ feed, executableFeeds, pair })
  }, [desk, feed, executableFeeds, pair, windowSeconds])

  useImperativeHandle(
    ref,
    () => ({
      picture: () => desk?.picture(),
      visible: () => desk?.chart.viewport.span,
      see: (span) => desk?.see(span),
      clearMeasure: () => desk?.clearMeasure(),
    }),
    [desk],
  )

  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = host.current?.getBoundingClientRect() ?? { left: 0, top: 0 }
    return {
      id: event.pointerId,
      x: event.clientX - left,
      y: event.clientY - top,
      isTouch: event.pointerType === 'touch',
      isShift: event.shiftKey,
    }
  }
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const gestures = desk?.gestures
    if (gestures === undefined) return
    const pointing = point(event)
    if (event.type === 'pointerdown' && event.button === 0) {
      if (gestures.down(pointing)) event.currentTarget.setPointerCapture(event.pointerId)
    } else if (event.type === 'pointermove') {
      gestures.move(pointing)
      event.currentTarget.style.cursor = gestures.cursorAt(pointing)
    } else if (event.type === 'pointerup') gestures.up(pointing)
    else if (event.type === 'pointercancel') gestures.cancel(pointing.id)
    // A finger that was lifted leaves the crosshair.
    else if (event.type === 'pointerleave' && !pointing.isTouch && !gestures.isDragging) {
      desk?.hover(undefined)
    }
  }

  return {
    host,
    face,
    said,
    onPointer,
    onThresholdPointer(event) {
      event.stopPropagation()
      if (event.type === 'pointerdown' && event.button === 0) {
        event.currentTarget.setPointerCapture(event.pointerId)
        desk?.gestures.grabThreshold(1)
      } else onPointer(event)
    },
    onKeyDown(event) {
      if (desk === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      const sentence = (index: number) => pointSentence(desk.chart.scene, index)
      if (!desk.press(event.key, event.shiftKey, sentence)) return
      event.preventDefault()
      event.stopPropagation()
    },
    onThresholdKey(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const pct = pressThreshold(thresholdPct, event.key, event.shiftKey)
      if (pct === undefined) return
      event.preventDefault()
      event.stopPropagation()
      props.onThreshold(pct)
    },
    onDoubleClick: () => desk?.showLive(),
    onThresholdFocus: (event) => setThresholdHeld(event.type === 'focus'),
  }
}

/** The same face again where nothing of it has changed: React then has nothing to do. */
function faceOf({ chart }: PairDesk, element: HTMLElement, before: PairChartFace): PairChartFace {
  const { scene, viewport, plotWidth, axisWidth, heights } = chart
  const { hover } = scene
  const { span } = viewport
  if (span !== undefined) {
    element.dataset.from = String(Math.round(span.fromS))
    element.dataset.to = String(Math.round(span.toS))
  }
  const face: PairChartFace = {
    point:
      hover === undefined || scene.items[hover] === undefined
        ? undefined
        : { scene, index: hover, x: viewport.xOf(hover), plotWidth, axisWidth },
    legends: { prices: priceLegend(scene), spread: spreadLegend(scene) },
    spreadTop: heights[0] + 1,
    axisWidth,
    thresholdTop: Math.round(chart.yOf(scene.thresholdPct)),
    isEmpty: scene.items.length === 0,
  }
  // A resting crosshair stands on a second that may still change.
  if (face.point !== undefined || before.point !== undefined) return face
  return JSON.stringify(face) === JSON.stringify(before) ? before : face
}
