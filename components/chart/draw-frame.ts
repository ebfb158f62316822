import { axisFigure, rangeDigits } from './axis-figure'
import { tickLabels, timeTicks, valueTicks } from './axis-ticks'
import { FOOT_HEIGHT, newestValue, type ChartScene } from './chart-scene'
import { clockMinute, clockTime } from '../ui/time-format'

/** Where things are, in CSS pixels. */
export interface FramePlot {
  context: CanvasRenderingContext2D
  width: number
  height: number
  /** From an index in the scene's items. */
  x: (index: number) => number
  /** From a value in percent. */
  y: (value: number) => number
}

export const TAG_HEIGHT = 16
/** Labels of the axis keep this distance from tags. */
export const LABEL_DISTANCE = 14

/** Lines of the grid, zero one step stronger, and the dotted line of the newest value. */
export function drawGrid(plot: FramePlot, scene: ChartScene): void {
  const { context, width, height, y } = plot
  const { colours } = scene
  context.lineWidth = 1
  const { values, step } = valueTicks(scene.range.low, scene.range.high, height - FOOT_HEIGHT)
  for (const value of values) {
    context.strokeStyle = Math.abs(value) < step / 1_000 ? colours.zero : colours.grid
    strokeAcross(context, y(value), width)
  }
  context.strokeStyle = colours.grid
  for (const { x } of visibleTimes(plot, scene)) strokeDown(context, x, height - FOOT_HEIGHT)
  const newest = newestValue(scene.items)
  if (newest === undefined) return
  context.strokeStyle = scene.isHot ? colours.excursion : colours.spread
  context.globalAlpha = 0.5
  context.setLineDash([1, 3])
  strokeAcross(context, y(newest.last), width)
  context.setLineDash([])
  context.globalAlpha = 1
}

/** Labels of the value axis, the tag of the newest value and the crosshair's. */
export function drawAxis(plot: FramePlot, scene: ChartScene): void {
  const { context, height, y } = plot
  const { colours, digits } = scene
  const newest = newestValue(scene.items)
  const hovered = hoveredItem(scene)
  const lowest = height - FOOT_HEIGHT - TAG_HEIGHT / 2
  const inside = (at: number) => Math.min(Math.max(at, TAG_HEIGHT / 2), lowest)
  const tagY = newest === undefined ? undefined : inside(y(newest.last))
  const hoverY = hovered === undefined ? undefined : inside(y(hovered.last))
  const { values, step } = valueTicks(scene.range.low, scene.range.high, height - FOOT_HEIGHT)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.font = `11px ${colours.font}`
  context.fillStyle = colours.text3
  for (const { value, label } of tickLabels(values, step, rangeDigits(scene.range))) {
    const at = y(value)
    const isHidden = [tagY, hoverY].some(
      (tag) => tag !== undefined && Math.abs(at - tag) < LABEL_DISTANCE,
    )
    if (isHidden || at < 6 || at > height - FOOT_HEIGHT - 2) continue
    context.fillText(label, 6, at)
  }
  if (newest !== undefined && tagY !== undefined) {
    const fill = scene.isHot ? colours.excursion : colours.surface2
    drawTag(plot, tagY, fill)
    if (!scene.isHot) {
      context.fillStyle = colours.spread
      context.fillRect(1, tagY - TAG_HEIGHT / 2, 2, TAG_HEIGHT)
    }
    context.font = `600 11px ${colours.font}`
    context.fillStyle = scene.isHot ? colours.surface0 : colours.text1
    context.fillText(axisFigure(newest.last, digits), 6, tagY + 0.5)
  }
  if (hovered === undefined || hoverY === undefined) return
  drawTag(plot, hoverY, colours.crosshair)
  context.font = `11px ${colours.font}`
  context.fillStyle = colours.surface0
  context.fillText(axisFigure(hovered.last, digits), 6, hoverY + 0.5)
}

/** The words of time at the foot; the crosshair with its dot and its time. */
export function drawCrosshairAndTimes(plot: FramePlot, scene: ChartScene): void {
  const { context, width, height } = plot
  const { colours } = scene
  const crossX = scene.hover === undefined ? undefined : plot.x(scene.hover)
  context.font = `11px ${colours.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = colours.text3
  for (const { time, x, isFine, step } of visibleTimes(plot, scene)) {
    const { timeWords } = scene
    const clock = isFine ? clockTime(time * 1_000) : clockMinute(time * 1_000)
    const words = timeWords?.tick(time, step) ?? clock
    const half = context.measureText(words).width / 2
    const isHidden = crossX !== undefined && Math.abs(x - crossX) < 54
    if (isHidden || x < half || x > width - half) continue
    context.fillText(words, x, height - 8)
  }
  const item = scene.hover === undefined ? undefined : scene.items[scene.hover]
  if (crossX === undefined || item === undefined) return
  const hovered = hoveredItem(scene)
  context.strokeStyle = colours.crosshair
  context.lineWidth = 1
  context.setLineDash([3, 3])
  strokeDown(context, crossX, height - FOOT_HEIGHT)
  if (hovered !== undefined) strokeAcross(context, plot.y(hovered.last), width)
  context.setLineDash([])
  if (hovered !== undefined) drawDot(plot, crossX, plot.y(hovered.last), scene)
  const words = scene.timeWords?.point(item.time) ?? clockTime(item.time * 1_000)
  drawTimeTag(plot, crossX, words, scene)
}

/** The item under the crosshair, if it has a value. */
function hoveredItem(scene: ChartScene) {
  const item = scene.hover === undefined ? undefined : scene.items[scene.hover]
  return item !== undefined && (item.kind === 'bar' || item.kind === 'held') ? item : undefined
}

/** The round times in view and where they are. */
export function visibleTimes(
  plot: Pick<FramePlot, 'width' | 'x'>,
  { items, step, places, view, timeWords }: ChartScene,
) {
  const firstIndex = view?.first ?? Math.max(0, items.length - places)
  const first = items[firstIndex]
  const last = items[view?.last ?? items.length - 1]
  if (first === undefined || last === undefined || first === last) return []
  const offset = timeWords?.offset(first.time) ?? 0
  const ticks = timeTicks(first.time + offset, last.time + offset, plot.width)
  return ticks.times.map((shifted) => {
    // A day may begin an hour earlier or later behind a change of the clocks.
    const time = shifted - (timeWords?.offset(shifted - offset) ?? 0)
    const x = plot.x(firstIndex + (time - first.time) / step)
    return { time, x, isFine: ticks.step < 60, step: ticks.step }
  })
}

export function drawDot(
  { context }: Pick<FramePlot, 'context'>,
  x: number,
  y: number,
  { colours }: Pick<ChartScene, 'colours'>,
): void {
  context.fillStyle = colours.surface1
  context.strokeStyle = colours.spread
  context.lineWidth = 1.5
  context.beginPath()
  context.arc(x, y, 3, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
}

export function drawTimeTag(
  plot: Pick<FramePlot, 'context' | 'width' | 'height'>,
  x: number,
  words: string,
  { colours }: Pick<ChartScene, 'colours'>,
): void {
  const { context, width, height } = plot
  const tagWidth = context.measureText(words).width + 10
  const left = Math.max(1, Math.min(width - tagWidth, x - tagWidth / 2))
  context.fillStyle = colours.crosshair
  context.beginPath()
  context.roundRect(left, height - TAG_HEIGHT - 1, tagWidth, TAG_HEIGHT, 2)
  context.fill()
  context.fillStyle = colours.surface0
  context.textAlign = 'left'
  context.fillText(words, left + 5, height - TAG_HEIGHT / 2 - 0.5)
}

export function drawTag(
  { context, width }: Pick<FramePlot, 'context' | 'width'>,
  y: number,
  fill: string,
): void {
  context.fillStyle = fill
  context.beginPath()
  context.roundRect(1, y - TAG_HEIGHT / 2, width - 3, TAG_HEIGHT, 2)
  context.fill()
}

export function strokeAcross(context: CanvasRenderingContext2D, y: number, width: number): void {
  strokeBetween(context, 0, middleOfPixel(y), width, middleOfPixel(y))
}

export function strokeDown(context: CanvasRenderingContext2D, x: number, height: number): void {
  strokeBetween(context, middleOfPixel(x), 0, middleOfPixel(x), height)
}

/** Where a line of one pixel is not blurred over two. */
function middleOfPixel(at: number): number {
  return Math.round(at) + 0.5
}

function strokeBetween(
  context: CanvasRenderingContext2D,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): void {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}
