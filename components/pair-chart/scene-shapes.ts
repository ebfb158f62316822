import type { Plot } from '../chart/draw-spread'
import { spreadShapes, type SpreadShapes } from '../chart/spread-shapes'
import { devicePlot, type PanePlot } from './pane-plot'
import type { PairScene } from './pair-scene'

/** What of a pane's items is drawn, in device pixels. */
export interface SceneShapes {
  shapes: SpreadShapes
  plot: Plot
  /** Index in the scene's items of the first of the shapes. */
  first: number
}

/** Pieces of line and holes of the places in view, and of one more on each side. */
export function sceneShapes(pane: PanePlot, scene: PairScene): SceneShapes | undefined {
  const { items, view, step, bidBands } = scene
  if (view === undefined || items.length === 0) return undefined
  const first = Math.max(0, view.first - 1)
  const end = Math.min(items.length, view.last + 2)
  const spacing = pane.x(first + 1) - pane.x(first)
  const plot = devicePlot(pane, spacing)
  const x0 = pane.x(first)
  const shapes = spreadShapes(
    items.slice(first, end),
    (index) => (x0 + index * spacing) * pane.pixelRatio,
    plot.spacing,
    step,
    bidBands && {
      upper: bidBands.upper.subarray(first, end),
      lower: bidBands.lower.subarray(first, end),
    },
  )
  return { shapes, plot, first }
}
