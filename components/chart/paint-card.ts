import { AXIS_WIDTH, type CardPlot } from './card-plot'
import type { ChartScene } from './chart-scene'
import { drawAxis, drawCrosshairAndTimes, drawGrid } from './draw-frame'
import { drawSpread } from './draw-spread'
import { spreadShapes } from './spread-shapes'

/** Items beyond the left edge that are drawn all the same, so that the line reaches it. */
const BESIDE = 2

/** Paints a card's chart onto an empty canvas: grid, spread, times and crosshair, then the values. */
export function paintCard(
  context: CanvasRenderingContext2D,
  plot: CardPlot,
  scene: ChartScene,
  pixelRatio: number,
): void {
  const { width, height, xOf, yOf } = plot
  const inCssPixels = (left: number) => context.setTransform(pixelRatio, 0, 0, pixelRatio, left, 0)
  const edge = Math.round(width * pixelRatio)
  const frame = { context, width, height, x: xOf, y: yOf }

  context.save()
  context.beginPath()
  context.rect(0, 0, edge, height * pixelRatio)
  context.clip()
  inCssPixels(0)
  drawGrid(frame, scene)
  context.setTransform(1, 0, 0, 1, 0, 0)
  drawPlaces(context, plot, scene, pixelRatio)
  inCssPixels(0)
  drawCrosshairAndTimes(frame, scene)
  context.restore()

  context.save()
  inCssPixels(edge)
  drawAxis({ ...frame, width: AXIS_WIDTH }, scene)
  context.restore()
}

function drawPlaces(
  context: CanvasRenderingContext2D,
  { width, height, spacing, xOf, yOf }: CardPlot,
  scene: ChartScene,
  pixelRatio: number,
): void {
  const first = Math.max(0, scene.items.length - scene.places - BESIDE)
  const drawn = { spacing: spacing * pixelRatio, width: width * pixelRatio }
  const shapes = spreadShapes(
    scene.items.slice(first),
    (index) => xOf(first + index) * pixelRatio,
    drawn.spacing,
    scene.step,
  )
  const y = (value: number) => yOf(value) * pixelRatio
  drawSpread({ context, ...drawn, height: height * pixelRatio, pixelRatio, y }, shapes, scene)
}
