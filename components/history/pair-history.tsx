'use client'

import { useEffect } from 'react'
import type { PaintClock } from '../chart/paint-clock'
import { percentFigure } from '../chart/axis-figure'
import { fileName, savePicture } from '../export/save-file'
import { symbolName, symbolParts } from '../ui/symbol-name'
import type { MarketFeed } from '../stream/market-feed'
import type { DeskState, HistoryPair } from './desk-state'
import type { HistoryDesk } from './history-desk'
import { HistoryTip, pointSentence } from './history-tip'
import { Overview } from './overview'
import { ProgressLine } from './progress-line'
import { useHistoryChart } from './use-history-chart'
import type { ZoneClock } from '../ui/zone-clock'

interface PairHistoryProps {
  desk: HistoryDesk
  feed: MarketFeed
  clock: PaintClock
  zone: ZoneClock
  state: DeskState
  pair: string
  names: HistoryPair
  /** The lake has it, as far as is known. */
  isRecorded: boolean
  onRetry: () => void
}

/** Head, progress, chart and overview of one pair. */
export function PairHistory(props: PairHistoryProps) {
  const { desk, feed, clock, zone, state, pair, names, isRecorded, onRetry } = props
  const { host, chart, point, seen, onPointer, onKeyDown } = useHistoryChart(
    ...([desk, feed, pair, clock, zone] as const),
  )
  const { base, quote } = symbolParts(names.symbol)
  const extremes = extremesOf(desk)

  useEffect(() => {
    const save = () => {
      const picture = chart.current?.picture()
      if (picture !== undefined) savePicture(fileName('png', 'spread', pair), picture)
    }
    document.addEventListener('history-picture', save)
    return () => document.removeEventListener('history-picture', save)
  }, [chart, pair])

  const isBlank = state.phase === 'failed' && desk.main?.version === 0
  const isNothing =
    state.phase === 'done' && state.end?.points === 0 && desk.main?.seam === undefined
  return (
    <section className="mid2" aria-label={`History of ${symbolName(names.symbol)}`}>
      <div className="headline">
        <h1>{base}</h1>
        <span className="quiet">{quote}</span>
        <span className="legs">
          <span className="leg">{names.exchange1}</span>
          <span className="leg two">{names.exchange2}</span>
        </span>
        <span className="push" />
        {extremes !== undefined && (
          <span className="mid wide">
            lowest <b>{percentFigure(extremes.low, 3)}</b> highest{' '}
            <b>{percentFigure(extremes.high, 3)}</b> %
          </span>
        )}
      </div>
      <ProgressLine
        {...{ state, zone, onRetry }}
        onCancel={() => desk.cancel()}
        onRetryMore={() => desk.retryMore()}
      />
      {/* The arrow keys walk the points of the chart, so it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className="plot"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="group"
        aria-label="Chart"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={onPointer}
        onPointerCancel={onPointer}
        onKeyDown={onKeyDown}
      >
        <div
          ref={host}
          className="canvas"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="img"
          aria-label={`Recorded spread of ${symbolName(names.symbol)}, ${names.exchange1} against ${names.exchange2}`}
          data-from={seen === undefined ? undefined : Math.round(seen.from)}
          data-to={seen === undefined ? undefined : Math.round(seen.to)}
          data-step={chart.current?.scene.step}
          data-seam={desk.shown?.seam}
        />
        {(isNothing || isBlank) && (
          <p className="say">
            {isBlank
              ? state.words
              : isRecorded
                ? 'Nothing is recorded of this range.'
                : 'This pair is not recorded.'}
            <small>{isBlank ? '' : 'Choose another range, or another pair from the list.'}</small>
          </p>
        )}
        {point !== undefined && <HistoryTip point={point} zone={zone} />}
      </div>
      <output className="sr-only" aria-label="Point">
        {point === undefined ? '' : pointSentence(point, zone)}
      </output>
      <Overview
        {...{ desk, clock, zone, seen }}
        onSee={(span) => {
          chart.current?.see(span)
        }}
      />
    </section>
  )
}

/** Percent; undefined: there are no bars. */
function extremesOf(desk: HistoryDesk): { low: number; high: number } | undefined {
  const bars = desk.main?.bars
  if (bars === undefined || bars.length === 0) return undefined
  let low = Infinity
  let high = -Infinity
  for (let row = 0; row < bars.length; row++) {
    if (bars.columns.low[row]! < low) low = bars.columns.low[row]!
    if (bars.columns.high[row]! > high) high = bars.columns.high[row]!
  }
  return low <= high ? { low, high } : undefined
}
