import { drawHole, drawHoleWords, drawSpread, type Plot } from '../chart/draw-spread'
import type { RunPoint } from '../chart/spread-shapes'
import { extremeOf, fillSteps, lastOf, lineWidth, strokeSteps, WIDE_SPACING } from './draw-steps'
import type { LineColumns } from './executable-lines'
import type { PanePlot } from './pane-plot'
import { shownBands, type PairScene } from './pair-scene'
import { sceneShapes } from './scene-shapes'

const DASH = [5, 4] as const
const TURNED_DASH = [4, 5] as const
/** Lines of two levels that are nearer would cover each other, CSS pixels. */
const LEAST_APART = 2
const BEYOND_ALPHA = 0.38
const ENVELOPE_ALPHA = 0.6
const BAND_EDGE_ALPHA = 0.3

/** The spread as measured, or what one could trade: everything between ground and crosshair. */
export function drawSpreadPane(pane: PanePlot, scene: PairScene): void {
  const drawn = sceneShapes(pane, scene)
  if (drawn === undefined) return
  const { plot, shapes, first } = drawn
  for (const hole of shapes.holes) drawHole(plot, hole, scene)
  drawLevels(plot, scene)
  if (scene.mode === 'bid') drawBid(plot, shapes.runs, scene)
  else drawChannel(plot, shapes.runs, first, scene)
  for (const hole of shapes.holes) drawHoleWords(plot, hole, scene)
}

/** As on the cards; of many places on few pixels with areas of steps, which cost less. */
function drawBid(plot: Plot, runs: RunPoint[][], scene: PairScene): void {
  const { colours, bands } = scene
  if (plot.spacing >= WIDE_SPACING) {
    const isBare = bands === 'off'
    drawSpread(plot, { runs: isBare ? runs.map(withoutBand) : runs, holes: [] }, scene)
    return
  }
  if (bands !== 'off') {
    const [upper, lower] = [(point: RunPoint) => point.upper, (point: RunPoint) => point.lower]
    fillSteps(plot, runs, upper, lower, colours.bandFill)
    strokeSteps(plot, runs, upper, colours.bandEdge, plot.pixelRatio)
    strokeSteps(plot, runs, lower, colours.bandEdge, plot.pixelRatio)
  }
  const [high, low] = [(point: RunPoint) => point.high, (point: RunPoint) => point.low]
  fillSteps(plot, runs, high, low, colours.envelope)
  strokeSteps(plot, runs, (point) => point.last, colours.spread, lineWidth(plot))
  // A bar alone is a dot.
  const alone = runs.filter((run) => run.length === 1).map(withoutBand)
  drawSpread(plot, { runs: alone, holes: [] }, scene)
}

function withoutBand(run: readonly RunPoint[]): RunPoint[] {
  return run.map((point) => ({ ...point, upper: NaN, lower: NaN }))
}

/** Thresholds, and where a round trip breaks even. */
function drawLevels({ context, width, pixelRatio, y }: Plot, scene: PairScene): void {
  const { feesPct, thresholdPct, colours, mode } = scene
  const place = (level: number) => Math.round(y(level)) + 0.5
  const across = (level: number, colour: string, dash: readonly number[], offset = 0) => {
    const at = place(level)
    context.setLineDash(dash.map((part) => part * pixelRatio))
    context.lineDashOffset = offset * pixelRatio
    context.strokeStyle = colour
    context.beginPath()
    context.moveTo(0, at)
    context.lineTo(width, at)
    context.stroke()
  }
  context.lineWidth = pixelRatio
  for (const sign of [1, -1]) {
    const breakEven = feesPct === undefined || mode === 'bid' ? NaN : sign * feesPct
    const threshold = sign * thresholdPct
    const isOne = Math.abs(place(threshold) - place(breakEven)) < LEAST_APART * pixelRatio
    if (isOne) {
      // Where both are, each is seen in the gaps of the other.
      across(breakEven, colours.excursion, TURNED_DASH, TURNED_DASH[0])
    } else across(threshold, colours.excursion, DASH)
    if (!Number.isNaN(breakEven)) across(breakEven, colours.edgePositive, DASH)
  }
  context.setLineDash([])
  context.lineDashOffset = 0
}

/** Two lines of steps; between them what a round trip costs, beyond break-even what is left. */
function drawChannel(
  plot: Plot,
  runs: readonly (readonly RunPoint[])[],
  first: number,
  scene: PairScene,
): void {
  const { context, pixelRatio } = plot
  const { colours, sell1, buy1, feesPct } = scene
  const [sell1Last, buy1Last] = [lastOf(sell1.last, first), lastOf(buy1.last, first)]
  // The ground between the lines is what the band's is elsewhere, twice as strong.
  fillSteps(plot, runs, buy1Last, sell1Last, colours.bandFill)
  fillSteps(plot, runs, buy1Last, sell1Last, colours.bandFill)
  const bands = shownBands(scene)
  bands.forEach(({ upper, lower }, index) => {
    const [high, low] = [lastOf(upper, first), lastOf(lower, first)]
    context.globalAlpha = BAND_EDGE_ALPHA
    const colour = index === 0 ? colours.leg2 : colours.leg1
    strokeSteps(plot, runs, high, colour, pixelRatio)
    strokeSteps(plot, runs, low, colour, pixelRatio)
    context.globalAlpha = 1
  })
  if (feesPct !== undefined) {
    fillBeyond(plot, runs, lastOf(sell1.last, first), feesPct, 1, colours.edgePositive)
    fillBeyond(plot, runs, lastOf(buy1.last, first), feesPct, -1, colours.edgePositive)
  }
  const envelope = ({ low, high }: LineColumns, colour: string) => {
    context.globalAlpha = ENVELOPE_ALPHA
    const [highest, lowest] = [extremeOf(high, first, Math.max), extremeOf(low, first, Math.min)]
    fillSteps(plot, runs, highest, lowest, colour)
    context.globalAlpha = 1
  }
  envelope(buy1, colours.leg1)
  envelope(sell1, colours.leg2)
  const width = lineWidth(plot)
  strokeSteps(plot, runs, buy1Last, colours.leg1, width)
  strokeSteps(plot, runs, sell1Last, colours.leg2, width)
}

/** Fills from the break-even line to `value` where it is beyond. `side` 1: above, -1: below. */
function fillBeyond(
  plot: Plot,
  runs: readonly (readonly RunPoint[])[],
  value: (point: RunPoint) => number,
  feesPct: number,
  side: 1 | -1,
  colour: string,
): void {
  const { context } = plot
  const beyond = (point: RunPoint) => {
    const at = value(point) * side
    return Number.isNaN(at) ? NaN : side * Math.max(feesPct, at)
  }
  context.globalAlpha = BEYOND_ALPHA
  fillSteps(plot, runs, beyond, () => side * feesPct, colour)
  context.globalAlpha = 1
}
