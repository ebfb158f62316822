import { drawHole } from '../chart/draw-spread'
import type { ChartItem } from '../chart/chart-item'
import { fillSteps, lineWidth, strokeSteps, type PointValue } from './draw-steps'
import type { PanePlot } from './pane-plot'
import type { PairScene } from './pair-scene'
import { sceneShapes } from './scene-shapes'

const ASK_ALPHA = 0.55

type PriceKey = 'bid1' | 'ask1' | 'bid2' | 'ask2'

/** Bids and asks of both legs as steps, the area between bid and ask filled. */
export function drawPrices(pane: PanePlot, scene: PairScene): void {
  const drawn = sceneShapes(pane, scene)
  if (drawn === undefined) return
  const { plot, shapes, first } = drawn
  const { context, pixelRatio } = plot
  const { colours, items } = scene
  for (const hole of shapes.holes) drawHole(plot, hole, scene)
  const last = (key: PriceKey) => lastPrice(items, first, key)
  fillSteps(plot, shapes.runs, last('ask1'), last('bid1'), colours.leg1Fill)
  fillSteps(plot, shapes.runs, last('ask2'), last('bid2'), colours.leg2Fill)
  const thin = pixelRatio
  const bold = lineWidth(plot)
  context.lineJoin = 'round'
  context.globalAlpha = ASK_ALPHA
  strokeSteps(plot, shapes.runs, last('ask1'), colours.leg1, thin)
  strokeSteps(plot, shapes.runs, last('ask2'), colours.leg2, thin)
  context.globalAlpha = 1
  strokeSteps(plot, shapes.runs, last('bid1'), colours.leg1, bold)
  strokeSteps(plot, shapes.runs, last('bid2'), colours.leg2, bold)
}

/** The price of the last item that a point stands for. */
function lastPrice(items: readonly ChartItem[], first: number, key: PriceKey): PointValue {
  return ({ to }) => items[first + to - 1]![key]
}
