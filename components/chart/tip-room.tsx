import type { ReactNode } from 'react'
import { percentFigure } from './axis-figure'
import type { ChartItem } from './chart-item'
import { AXIS_WIDTH } from './chart-options'

const DISTANCE = 14

interface TipRoomProps {
  /** Of the crosshair, CSS pixels from the left of the chart. */
  x: number
  /** Of the part where the line is drawn, CSS pixels. */
  plotWidth: number
  /** About as wide as the tip gets, CSS pixels; it flips where this much room is missing. */
  tipWidth: number
  children: ReactNode
}

/** The box beside the crosshair, on the side where there is room for it. */
export function TipRoom({ x, plotWidth, tipWidth, children }: TipRoomProps) {
  const isFlipped = x + DISTANCE + tipWidth > plotWidth && x > DISTANCE + tipWidth
  const distance = (isFlipped ? plotWidth + AXIS_WIDTH - x : x) + DISTANCE
  return (
    <div className={`tip-room${isFlipped ? ' flipped' : ''}`} aria-hidden="true">
      {/* It yields where a tip would stand out of its card. */}
      <i style={{ flexBasis: distance }} />
      <div className="tip">{children}</div>
    </div>
  )
}

/** How far the spread went within a place of the chart, and its band. */
export function RangeRows({ item, digits }: { item: ChartItem; digits: number }) {
  return (
    <>
      <tr>
        <td>low, high</td>
        <td>{tipPercent(item.low, digits)}</td>
        <td>{tipPercent(item.high, digits)}</td>
      </tr>
      <tr>
        <td>band</td>
        <td>{tipPercent(item.lower, digits)}</td>
        <td>{tipPercent(item.upper, digits)}</td>
      </tr>
    </>
  )
}

/** In percent, without the word for it; NaN: there is none. */
export function tipPercent(value: number, digits: number): string {
  return Number.isNaN(value) ? 'none' : percentFigure(value, digits)
}
