'use client'

import { MOST_THRESHOLD_PCT, LEAST_THRESHOLD_PCT } from './threshold'
import type { LegendEntry } from './legend'
import type { PairChartsProps } from './pair-chart-props'
import { PairTip } from './pair-tip'
import { usePairChart } from './use-pair-chart'

/** From the legend to the tip, CSS pixels. */
const TIP_TOP = 30

/**
 * Prices, spread and quality of one pair on one time axis with one crosshair. Fills its element,
 * which gives the height on wide screens; on narrow ones it has its own. Props and what its ref can
 * do stand in pair-chart-props.ts.
 */
export function PairCharts(props: PairChartsProps) {
  const { pair, thresholdPct, zone, mode } = props
  const {
    host,
    face,
    said,
    onPointer,
    onThresholdPointer,
    onKeyDown,
    onThresholdKey,
    onDoubleClick,
    onThresholdFocus,
  } = usePairChart(props)
  const [symbol = '', exchange1 = '', exchange2 = ''] = pair.split(':')
  const name = `${symbol}, ${exchange1} against ${exchange2}`
  const spread = mode === 'bid' ? 'spread of the bids' : 'executable channel'
  return (
    // The arrow keys walk the seconds of the chart, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="pair-charts"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={`Charts of ${name}`}
      aria-keyshortcuts="ArrowLeft ArrowRight PageUp PageDown Home End"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerUp={onPointer}
      onPointerLeave={onPointer}
      onPointerCancel={onPointer}
      onDoubleClick={onDoubleClick}
      onKeyDown={onKeyDown}
    >
      <div
        ref={host}
        className="pair-canvas"
        // Many canvases, one picture.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="img"
        aria-label={`Bids and asks, ${spread}, ages and quotes a second of ${name}`}
      />
      {!face.isEmpty && <Legend entries={face.legends.prices} top={0} />}
      {!face.isEmpty && <Legend entries={face.legends.spread} top={face.spreadTop} />}
      {face.isEmpty ? (
        <p className="say quiet">waiting for the first values</p>
      ) : (
        <div
          className="threshold-handle"
          // It stands upright on an axis and is dragged along it: no native one does.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="slider"
          tabIndex={0}
          aria-label="Threshold"
          aria-orientation="vertical"
          aria-valuemin={LEAST_THRESHOLD_PCT}
          aria-valuemax={MOST_THRESHOLD_PCT}
          aria-valuenow={thresholdPct}
          aria-valuetext={`${thresholdPct.toFixed(3)} %`}
          style={{ top: face.thresholdTop, width: face.axisWidth }}
          onPointerDown={onThresholdPointer}
          onPointerMove={onThresholdPointer}
          onPointerUp={onThresholdPointer}
          onPointerCancel={onThresholdPointer}
          onDoubleClick={(event) => event.stopPropagation()}
          onKeyDown={onThresholdKey}
          onFocus={onThresholdFocus}
          onBlur={onThresholdFocus}
        />
      )}
      {face.point !== undefined && (
        <PairTip point={face.point} zoneName={zone.name} top={face.spreadTop + TIP_TOP} />
      )}
      <output className="sr-only" aria-label="Point">
        {said}
      </output>
    </div>
  )
}

function Legend({ entries, top }: { entries: readonly LegendEntry[]; top: number }) {
  return (
    <div className="pair-legend" style={{ top }}>
      {entries.map((entry) => (
        <span key={entry.map(({ words }) => words).join(' ')}>
          {entry.map(({ words, tone }, at) => (
            <b key={words} className={tone}>
              {at === 0 ? words : ` ${words}`}
            </b>
          ))}
        </span>
      ))}
    </div>
  )
}
