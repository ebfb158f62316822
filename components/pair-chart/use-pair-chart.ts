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
import { faceOf, NO_FACE, type PairChartFace } from './chart-face'
import type { PairChartsProps, TimeSpan } from './pair-chart-props'
import { PairDesk } from './pair-desk'
import { pointSentence } from './point-facts'
import { pressThreshold } from './threshold'

/** The page of one pair is painted so often; what hands do is painted at once. */
const PAINT_MS = 200

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
        if (made === undefined) return
        noteSpan(element, opened.chart.viewport.span)
        setFace((before) => faceOf(opened.chart, before))
        if (words !== undefined) setSaid(words)
      },
    })
    made = opened
    setDesk(opened)
    const clock = new PaintClock(PAINT_MS)
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
      agesAt: (timeS) => desk?.chart.scene.ages.at(timeS),
      visible: () => desk?.chart.viewport.span,
      see: (span) => desk?.see(span),
      measure: (span) => desk?.measure(span),
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

/** For whoever looks from outside: what the chart shows, epoch seconds. */
function noteSpan(element: HTMLElement, span: TimeSpan | undefined): void {
  if (span === undefined) return
  const [from, to] = [String(Math.round(span.fromS)), String(Math.round(span.toS))]
  if (element.dataset.from !== from) element.dataset.from = from
  if (element.dataset.to !== to) element.dataset.to = to
}
