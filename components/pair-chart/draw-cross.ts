import { drawDot, drawTimeTag, strokeAcross, strokeDown, visibleTimes } from '../chart/draw-frame'
import { clockTime } from '../ui/time-format'
import type { PanePlot } from './pane-plot'
import { hasValue, measuredLine, timeToX, type PairScene } from './pair-scene'
import { shownIndex } from './shown-point'

const CROSS_DASH = [3, 3]
const TAG_DASH = [1, 3]
/** Words of time keep this distance from the crosshair's tag, CSS pixels. */
const TAG_ROOM = 54
/** Of the words of a measured span, CSS pixels. */
const WORDS_HEIGHT = 18
const WORDS_PAD = 6

/** The crosshair's line down the pane. */
export function drawCrossLine(plot: PanePlot, scene: PairScene, height: number): void {
  if (scene.hover === undefined) return
  const { context } = plot
  context.strokeStyle = scene.colours.crosshair
  context.lineWidth = 1
  context.setLineDash(CROSS_DASH)
  strokeDown(context, plot.x(scene.hover), height)
  context.setLineDash([])
}

/** The crosshair's value: a line across and a dot. */
export function drawCrossValue(plot: PanePlot, scene: PairScene): void {
  const { context, width } = plot
  const { hover, items } = scene
  if (hover === undefined || !hasValue(items[hover])) return
  const value = measuredLine(scene).last(hover)
  if (Number.isNaN(value)) return
  context.strokeStyle = scene.colours.crosshair
  context.lineWidth = 1
  context.setLineDash(CROSS_DASH)
  strokeAcross(context, plot.y(value), width)
  context.setLineDash([])
  drawDot(plot, plot.x(hover), plot.y(value), scene)
}

/** Dotted lines at the last values in view. */
export function drawNewestLines(plot: PanePlot, scene: PairScene): void {
  const { context, width } = plot
  const { items, mode, sell1, buy1, colours } = scene
  const shown = shownIndex(scene)
  if (shown === -1) return
  const across = (value: number, colour: string) => {
    context.strokeStyle = colour
    strokeAcross(context, plot.y(value), width)
  }
  context.lineWidth = 1
  context.globalAlpha = 0.5
  context.setLineDash(TAG_DASH)
  const spread = scene.isHot ? colours.excursion : colours.spread
  if (mode === 'bid') across(items[shown]!.last, spread)
  else {
    across(sell1.last[shown]!, colours.leg2)
    across(buy1.last[shown]!, colours.leg1)
  }
  context.setLineDash([])
  context.globalAlpha = 1
}

/** The words of time at the foot, and the crosshair's. */
export function drawTimes(plot: PanePlot, scene: PairScene): void {
  const { context, width, height } = plot
  const { colours, timeWords, hover, items } = scene
  const crossX = hover === undefined ? undefined : plot.x(hover)
  context.font = `11px ${colours.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = colours.text3
  for (const { time, x, step } of visibleTimes(plot, scene)) {
    const words = timeWords?.tick(time, step) ?? clockTime(time * 1_000)
    const half = context.measureText(words).width / 2
    const isHidden = crossX !== undefined && Math.abs(x - crossX) < TAG_ROOM
    if (isHidden || x < half || x > width - half) continue
    context.fillText(words, x, height - 8)
  }
  const item = hover === undefined ? undefined : items[hover]
  if (crossX === undefined || item === undefined) return
  drawTimeTag(plot, crossX, scene.pointTime(item.time), scene)
}

/** The ground of the measured span, and beside it what it measures. */
export function drawMeasure(plot: PanePlot, scene: PairScene, hasWords: boolean): void {
  const { measured, colours } = scene
  if (measured === undefined) return
  const { context, height, width } = plot
  const xOf = timeToX(plot.x, scene)
  const [from, to] = [xOf(measured.fromS), xOf(measured.toS)]
  context.fillStyle = colours.accentFill
  context.fillRect(from, 0, to - from, height)
  context.strokeStyle = colours.accent
  context.lineWidth = 1
  strokeDown(context, from, height)
  strokeDown(context, to, height)
  if (!hasWords) return
  context.font = `600 11px ${colours.font}`
  const wordsWidth = context.measureText(measured.words).width + 2 * WORDS_PAD
  const isRight = to + wordsWidth + WORDS_PAD < width
  const left = isRight ? to + WORDS_PAD : from - wordsWidth - WORDS_PAD
  const x = Math.min(Math.max(left, 2), width - wordsWidth - 2)
  const y = height - WORDS_HEIGHT - WORDS_PAD
  context.fillStyle = colours.surface2
  context.strokeStyle = colours.line2
  context.beginPath()
  context.roundRect(x, y, wordsWidth, WORDS_HEIGHT, 4)
  context.fill()
  context.stroke()
  context.fillStyle = colours.text1
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillText(measured.words, x + WORDS_PAD, y + WORDS_HEIGHT / 2 + 0.5)
}
