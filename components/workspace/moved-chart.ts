import { verticalCompactor } from 'react-grid-layout/core'
import { DESK_COLUMNS, LEAST_HEIGHT, LEAST_WIDTH, MOST_HEIGHT, type PinnedChart } from './desk'

export type Direction = 'left' | 'right' | 'up' | 'down'

const STEP = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const

/** The charts with one of them a place further, or past its neighbour above or below. */
export function movedChart(
  charts: readonly PinnedChart[],
  pair: string,
  direction: Direction,
): readonly PinnedChart[] {
  const chart = charts.find((each) => each.pair === pair)
  if (chart === undefined) return charts
  const [across, down] = STEP[direction]
  if (across !== 0) {
    const x = Math.min(DESK_COLUMNS - chart.w, Math.max(0, chart.x + across))
    return compacted(replaced(charts, { ...chart, x }))
  }
  const beside = charts.filter(
    ({ pair: other, x, w }) => other !== pair && x < chart.x + chart.w && chart.x < x + w,
  )
  const far = (each: PinnedChart) => (each.y - chart.y) * down
  const neighbour = beside.filter((each) => far(each) > 0).toSorted((a, b) => far(a) - far(b))[0]
  if (neighbour === undefined) return charts
  // They change places; what is left open between them is closed.
  const [upper, lower] = down > 0 ? [neighbour, chart] : [chart, neighbour]
  const y = Math.min(chart.y, neighbour.y)
  const swapped = replaced(replaced(charts, { ...upper, y }), { ...lower, y: y + upper.h })
  return compacted(swapped)
}

/** The charts with one of them a place wider, narrower, higher or lower; its left top stays. */
export function resizedChart(
  charts: readonly PinnedChart[],
  pair: string,
  direction: Direction,
): readonly PinnedChart[] {
  const chart = charts.find((each) => each.pair === pair)
  if (chart === undefined) return charts
  const [wider, higher] = STEP[direction]
  const w = Math.min(DESK_COLUMNS - chart.x, Math.max(LEAST_WIDTH, chart.w + wider))
  const h = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, chart.h + higher))
  return compacted(replaced(charts, { ...chart, w, h }))
}

/** What lies on one another moves down, what may moves up. */
export function compacted(charts: readonly PinnedChart[]): readonly PinnedChart[] {
  const layout = charts.map(({ pair, x, y, w, h }) => ({ i: pair, x, y, w, h }))
  return placed(charts, verticalCompactor.compact(layout, DESK_COLUMNS))
}

/** The charts where a layout has them; themselves when nothing moved. */
export function placed(
  charts: readonly PinnedChart[],
  layout: readonly { i: string; x: number; y: number; w: number; h: number }[],
): readonly PinnedChart[] {
  const places = new Map(layout.map((item) => [item.i, item]))
  let isMoved = false
  const moved = charts.map((chart) => {
    const { x, y, w, h } = places.get(chart.pair) ?? chart
    if (x === chart.x && y === chart.y && w === chart.w && h === chart.h) return chart
    isMoved = true
    return { ...chart, x, y, w, h }
  })
  return isMoved ? moved : charts
}

function replaced(charts: readonly PinnedChart[], chart: PinnedChart): readonly PinnedChart[] {
  return charts.map((each) => (each.pair === chart.pair ? chart : each))
}
