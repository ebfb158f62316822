import { priceLegend, spreadLegend, type LegendEntry } from './legend'
import type { PairChart } from './pair-chart'
import { pointFacts, pointNote, type PointFact } from './point-facts'

/** The second under the crosshair. */
export interface FacePoint {
  when: string
  facts: readonly PointFact[]
  note: string
  /** Of the note: the colour of what is missing. */
  tone: string | undefined
  /** CSS pixels from the left of the chart; widths of the plot and of the value axis beside it. */
  x: number
  plotWidth: number
  axisWidth: number
}

/** What stands beside the canvases. */
export interface PairChartFace {
  point: FacePoint | undefined
  legends: { prices: readonly LegendEntry[]; spread: readonly LegendEntry[] }
  /** CSS pixels from the top. */
  spreadTop: number
  axisWidth: number
  /** Where the upper threshold's tag is. */
  thresholdTop: number
  isEmpty: boolean
}

export const NO_FACE: PairChartFace = {
  point: undefined,
  legends: { prices: [], spread: [] },
  ...{ spreadTop: 0, axisWidth: 0, thresholdTop: 0, isEmpty: true },
}

/** The same face again where no word of it has changed: React then has nothing to do. */
export function faceOf(chart: PairChart, before: PairChartFace): PairChartFace {
  const { scene, layout } = chart
  const { axisWidth } = layout
  const face: PairChartFace = {
    point: pointOf(chart),
    legends: { prices: priceLegend(scene), spread: spreadLegend(scene) },
    spreadTop: layout.heights[0] + 1,
    axisWidth,
    thresholdTop: Math.round(chart.yOf(scene.thresholdPct)),
    isEmpty: scene.items.length === 0,
  }
  return JSON.stringify(face) === JSON.stringify(before) ? before : face
}

function pointOf({ scene, viewport, layout }: PairChart): FacePoint | undefined {
  const { hover } = scene
  const item = hover === undefined ? undefined : scene.items[hover]
  if (hover === undefined || item === undefined) return undefined
  const facts = pointFacts(scene, hover)
  return {
    when: scene.pointTime(item.time),
    facts,
    note: pointNote(scene, hover),
    tone: facts.length === 0 ? item.cause : undefined,
    x: viewport.xOf(hover),
    ...{ plotWidth: layout.plotWidth, axisWidth: layout.axisWidth },
  }
}
