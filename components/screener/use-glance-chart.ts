'use client'

import { useEffect, useRef, useState, type RefObject } from 'react'
import { readChartColours } from '../chart/chart-colours'
import type { PaintClock } from '../chart/paint-clock'
import { useZoneClock } from '../kept/display'
import { SpreadChart } from '../chart/spread-chart'
import type { MarketFeed } from '../stream/market-feed'
import { colourVersion } from '../ui/theme'
import { EXCURSION_PCT } from './cell-face'

interface GlanceChart {
  /** The element that the chart fills. */
  host: RefObject<HTMLDivElement | null>
  /** Its series has come. */
  hasRows: boolean
}

/** The chart of the chosen pair, of the kind `bid`, painted as long as the component is there. */
export function useGlanceChart(
  pair: string,
  windowSeconds: number,
  feed: MarketFeed,
  clock: PaintClock,
): GlanceChart {
  const host = useRef<HTMLDivElement>(null)
  const [hasRows, setHasRows] = useState(false)
  const zone = useZoneClock()
  useEffect(() => {
    if (host.current === null) return undefined
    const drawn = new SpreadChart(host.current, readChartColours())
    drawn.setTimeWords(zone.clockWords)
    const paint = () => {
      const rows = feed.rows(pair)
      setHasRows(rows !== undefined)
      if (rows === undefined) return
      const { bars, openHole } = rows
      // The second that runs is shown once something came in it.
      const endTime = Math.floor(feed.chartEndMs(rows) / 1_000) - 1
      const last = bars.columns.last[bars.length - 1] ?? 0
      const isHot = openHole === undefined && Math.abs(last) > EXCURSION_PCT
      drawn.show(rows, windowSeconds, endTime, isHot)
    }
    const stopPainting = clock.add(paint)
    const stopColours = colourVersion.subscribe(() => drawn.recolour(readChartColours()))
    paint()
    return () => {
      stopPainting()
      stopColours()
      drawn.remove()
    }
  }, [pair, windowSeconds, feed, clock, zone])
  return { host, hasRows }
}
