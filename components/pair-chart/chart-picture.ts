import { drawLegend } from './draw-legend'
import { priceLegend, spreadLegend } from './legend'
import type { PairChart } from './pair-chart'

/** All panes with their legends on the ground of the page; undefined: there is nothing to see. */
export function chartPicture(chart: PairChart): HTMLCanvasElement | undefined {
  const { scene, layout } = chart
  const panes = chart.picture()
  const picture = document.createElement('canvas')
  picture.width = panes.width
  picture.height = panes.height
  const context = picture.getContext('2d')
  if (context === null || panes.width === 0) return undefined
  context.fillStyle = scene.colours.surface1
  context.fillRect(0, 0, picture.width, picture.height)
  context.drawImage(panes, 0, 0)
  context.scale(devicePixelRatio, devicePixelRatio)
  drawLegend(context, priceLegend(scene), 0, scene.colours)
  drawLegend(context, spreadLegend(scene), layout.heights[0] + 1, scene.colours)
  return picture
}
