import { axisFigure, rangeDigits } from '../chart/axis-figure'
import { tickLabels, valueTicks } from '../chart/axis-ticks'
import { drawTag, LABEL_DISTANCE, TAG_HEIGHT } from '../chart/draw-frame'
import { QUALITY_ROWS } from './draw-quality'
import type { PanePlot, PaneRoom } from './pane-plot'
import { hasValue, measuredLine, type PairScene } from './pair-scene'
import { qualityWords } from './quality-words'
import { lastInView, shownIndex } from './shown-point'
import { placeTagsBeside, type PlacedTag } from './value-tags'

/** From the axis' left edge to its words, CSS pixels. */
const INDENT = 6
/** Of the line's colour at the left of a tag. */
const TAG_EDGE = 2

/** A tag before it is placed: a value's stands on raised ground with an edge in its line's colour. */
interface AxisTag extends PlacedTag {
  words: string
  colour: string
  /** All of the tag in its colour. */
  isFilled?: boolean
  /** Written as a level, which stands behind values. */
  isQuiet?: boolean
}

/** Labels of the prices and the tags of both bids at the end of the view. */
export function drawPriceAxis(plot: PanePlot, scene: PairScene, room: PaneRoom): void {
  const { colours, priceRange, priceDigits, items } = scene
  const digits = Math.max(priceDigits.leg1, priceDigits.leg2)
  const newest = items[shownIndex(scene)]
  const tags: AxisTag[] = []
  if (newest !== undefined) {
    const tag = (price: number, own: number, colour: string) =>
      tags.push({ y: plot.y(price), words: price.toFixed(own), colour, isLevel: false })
    tag(newest.bid1, priceDigits.leg1, colours.leg1)
    tag(newest.bid2, priceDigits.leg2, colours.leg2)
  }
  const { values } = valueTicks(priceRange.low, priceRange.high, plotHeight(plot, room))
  const labels = values.map((value) => ({ value, label: value.toFixed(digits) }))
  drawAxisWords(plot, scene, room, labels, tags, undefined)
}

/** Labels of the spread, the tags of the last values in view and of levels, the crosshair's. */
export function drawSpreadAxis(plot: PanePlot, scene: PairScene, room: PaneRoom): void {
  const { colours, range, digits, items, mode, feesPct, thresholdPct, sell1, buy1 } = scene
  const tags: AxisTag[] = []
  const shown = shownIndex(scene)
  const value = (pct: number, colour: string, isFilled = false) =>
    tags.push({ y: plot.y(pct), words: axisFigure(pct, digits), colour, isFilled, isLevel: false })
  const level = (pct: number, colour: string, isLevel = true) =>
    tags.push({ y: plot.y(pct), words: axisFigure(pct, digits), colour, isLevel, isQuiet: true })
  if (shown !== -1 && mode === 'bid') {
    const { isHot } = scene
    value(items[shown]!.last, isHot ? colours.excursion : colours.spread, isHot)
  }
  if (shown !== -1 && mode === 'executable') {
    value(sell1.last[shown]!, colours.leg2)
    value(buy1.last[shown]!, colours.leg1)
  }
  for (const sign of [1, -1]) {
    if (feesPct !== undefined && mode === 'executable') level(sign * feesPct, colours.edgePositive)
    // What hands are on is never hidden.
    level(sign * thresholdPct, colours.excursion, !(scene.isThresholdHeld && sign === 1))
  }
  const inside = tags.filter(({ y, isLevel }) => !isLevel || (y > 0 && y < plot.height))
  const { values, step } = valueTicks(range.low, range.high, plotHeight(plot, room))
  const labels = tickLabels(values, step, rangeDigits(range))
  const { hover } = scene
  const hovered =
    hover !== undefined && hasValue(items[hover]) ? measuredLine(scene).last(hover) : NaN
  const crossTag = Number.isNaN(hovered)
    ? undefined
    : { y: plot.y(hovered), words: axisFigure(hovered, digits) }
  drawAxisWords(plot, scene, room, labels, inside, crossTag)
}

/** What the rows of the quality lane say of the second under the crosshair, or the last in view. */
export function drawQualityAxis(plot: PanePlot, scene: PairScene, foot: number): void {
  const { context, height } = plot
  const { colours, items, ages } = scene
  const rowHeight = (height - foot) / QUALITY_ROWS
  const item = items[scene.hover ?? lastInView(scene)]
  const rows = qualityWords(item, item === undefined ? undefined : ages.at(item.time))
  const tones = [colours.leg1, colours.leg2, colours.text3]
  context.font = `11px ${colours.font}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  rows.forEach(({ words, isStale }, row) => {
    context.fillStyle = isStale ? colours.warn : tones[row]!
    context.fillText(words, INDENT, (row + 0.5) * rowHeight)
  })
}

function plotHeight({ height }: PanePlot, room: PaneRoom): number {
  return height - room.top - room.bottom
}

function drawAxisWords(
  plot: PanePlot,
  { colours }: PairScene,
  room: PaneRoom,
  labels: readonly { value: number; label: string }[],
  tags: readonly AxisTag[],
  crossTag: { y: number; words: string } | undefined,
): void {
  const { context, height } = plot
  const bottom = height - 2
  const placed = placeTagsBeside(tags, crossTag?.y, 0, bottom)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.font = `11px ${colours.font}`
  context.fillStyle = colours.text3
  const taken = [...placed.map(({ y }) => y), ...(crossTag === undefined ? [] : [crossTag.y])]
  let before = ''
  for (const { value, label } of labels) {
    const y = plot.y(value)
    const isHidden = taken.some((tag) => Math.abs(tag - y) < LABEL_DISTANCE)
    const isOutside = y < room.top / 2 || y > height - LABEL_DISTANCE / 2
    if (isHidden || isOutside || label === before) continue
    before = label
    context.fillText(label, INDENT, y)
  }
  for (const tag of placed) drawAxisTag(plot, tag, colours)
  if (crossTag === undefined) return
  const y = Math.min(Math.max(crossTag.y, TAG_HEIGHT / 2), bottom - TAG_HEIGHT / 2)
  drawTag(plot, y, colours.crosshair)
  context.font = `11px ${colours.font}`
  context.fillStyle = colours.surface0
  context.fillText(crossTag.words, INDENT, y + 0.5)
}

function drawAxisTag(plot: PanePlot, tag: AxisTag, colours: PairScene['colours']): void {
  const { context } = plot
  const { y, words, colour, isQuiet = false, isFilled = false } = tag
  drawTag(plot, y, isFilled ? colour : isQuiet ? colours.surface1 : colours.surface2)
  if (!isQuiet && !isFilled) {
    context.fillStyle = colour
    context.fillRect(1, y - TAG_HEIGHT / 2, TAG_EDGE, TAG_HEIGHT)
  }
  context.font = `${isQuiet ? 400 : 600} 11px ${colours.font}`
  context.fillStyle = isQuiet ? colour : isFilled ? colours.surface0 : colours.text1
  context.fillText(words, INDENT, y + 0.5)
}
