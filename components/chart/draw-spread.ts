import type { ChartScene } from './chart-scene'
import type { SpreadValues } from './chart-item'
import { FOOT_HEIGHT, holeWords } from './chart-scene'
import { hatching } from './hatching'
import type { HoleSpan, RunPoint, SpreadShapes } from './spread-shapes'
import { duration } from '../ui/time-format'

/** Where and how large; all in device pixels. */
export interface Plot {
  context: CanvasRenderingContext2D
  width: number
  height: number
  pixelRatio: number
  /** From a value in percent. */
  y: (value: number) => number
  spacing: number
}

/** CSS pixels. */
const DOT_RADIUS = 2
const HOLE_WORDS_Y = 18

type ValueKey = keyof SpreadValues

/** Holes, band, envelope and line, from back to front. */
export function drawSpread(plot: Plot, { runs, holes }: SpreadShapes, scene: ChartScene): void {
  const { context, pixelRatio, spacing } = plot
  const { colours } = scene
  context.lineJoin = 'round'
  for (const hole of holes) drawHole(plot, hole, scene)
  for (const run of runs) {
    fillBetween(plot, run, 'upper', 'lower', colours.bandFill)
    strokeLine(plot, run, 'upper', colours.bandEdge, pixelRatio)
    strokeLine(plot, run, 'lower', colours.bandEdge, pixelRatio)
  }
  for (const run of runs) fillBetween(plot, run, 'high', 'low', colours.envelope)
  const lineWidth = (spacing < pixelRatio ? 1 : 1.25) * pixelRatio
  for (const run of runs) {
    const [only] = run
    if (run.length === 1 && only !== undefined) drawDot(plot, only, colours.spread)
    else strokeLine(plot, run, 'last', colours.spread, lineWidth)
  }
  for (const hole of holes) drawHoleWords(plot, hole, scene)
}

/** A line of one bar: less than a pixel wide it would not be seen. */
function drawDot({ context, width, pixelRatio, y }: Plot, point: RunPoint, colour: string): void {
  const radius = DOT_RADIUS * pixelRatio
  context.fillStyle = colour
  context.beginPath()
  // The newest bar stands at the edge, where half of a dot would be cut off.
  context.arc(Math.min(point.x, width - radius), y(point.last), radius, 0, 2 * Math.PI)
  context.fill()
}

/** The ground of a hole: tint, hatching and foot in the colour of its cause. */
export function drawHole(
  plot: Omit<Plot, 'y' | 'spacing'>,
  { from, to, cause }: HoleSpan,
  { colours, foot = FOOT_HEIGHT }: Pick<ChartScene, 'colours' | 'foot'>,
): void {
  const { context, pixelRatio } = plot
  const height = plot.height - foot * pixelRatio
  const width = to - from
  const colour = colours.holes[cause]
  context.fillStyle = colour
  context.globalAlpha = 0.06
  context.fillRect(from, 0, width, height)
  context.globalAlpha = 1
  const pattern = hatching(context, cause, colour, pixelRatio)
  if (pattern !== undefined) {
    context.fillStyle = pattern
    context.fillRect(from, 0, width, height)
  }
  context.fillStyle = colour
  // Thinner than a pixel the ground only tints, so that many short holes do not look like one; the
  // foot tells of each.
  context.fillRect(from, height - 2 * pixelRatio, Math.max(width, pixelRatio), 2 * pixelRatio)
}

/** What is missing and for how long, where there is room. */
export function drawHoleWords(
  plot: Omit<Plot, 'y' | 'spacing'>,
  hole: HoleSpan,
  scene: ChartScene,
): void {
  const { context, pixelRatio } = plot
  const full = holeWords(hole.cause, scene)
  context.font = `${11 * pixelRatio}px ${scene.colours.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const room = hole.to - hole.from - 14 * pixelRatio
  for (const words of [`${full} ${duration(hole.seconds * 1_000)}`, full]) {
    const { width } = context.measureText(words)
    if (width > room) continue
    const x = (hole.from + hole.to) / 2
    const y = (scene.holeWordsY ?? HOLE_WORDS_Y) * pixelRatio
    context.fillStyle = scene.colours.surface1
    const pad = 4 * pixelRatio
    context.fillRect(x - width / 2 - pad, y - 2 * pad, width + 2 * pad, 4 * pad)
    context.fillStyle = scene.colours.holes[hole.cause]
    context.fillText(words, x, y)
    return
  }
}

function strokeLine(
  { context, y, spacing }: Plot,
  run: readonly RunPoint[],
  key: ValueKey,
  colour: string,
  width: number,
): void {
  context.strokeStyle = colour
  context.lineWidth = width
  context.beginPath()
  let isOpen = false
  for (const point of run) {
    const value = point[key]
    if (Number.isNaN(value)) {
      isOpen = false
      continue
    }
    if (isOpen) context.lineTo(point.x, y(value))
    // A piece of one bar is as wide as the bar, else it would not be seen.
    else context.moveTo(run.length === 1 ? point.x - Math.max(spacing, 1) / 2 : point.x, y(value))
    if (run.length === 1) context.lineTo(point.x + Math.max(spacing, 1) / 2, y(value))
    isOpen = true
  }
  context.stroke()
}

/**
 * The area between two lines where both have a value: a line for each column of pixels, which takes
 * a fraction of the time that one filled path with as many corners does.
 */
function fillBetween(
  { context, y }: Plot,
  run: readonly RunPoint[],
  top: ValueKey,
  bottom: ValueKey,
  colour: string,
): void {
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  for (let at = 1; at < run.length; at++) {
    const [left, right] = [run[at - 1]!, run[at]!]
    const [leftTop, leftBottom] = [y(left[top]), y(left[bottom])]
    const [topSlope, bottomSlope] = [y(right[top]) - leftTop, y(right[bottom]) - leftBottom]
    if (Number.isNaN(leftTop + leftBottom + topSlope + bottomSlope)) continue
    const end = Math.round(right.x)
    for (let column = Math.round(left.x); column < end; column++) {
      const part = (column + 0.5 - left.x) / (right.x - left.x)
      context.moveTo(column + 0.5, leftTop + part * topSlope)
      context.lineTo(column + 0.5, leftBottom + part * bottomSlope)
    }
  }
  context.stroke()
}
