import { FOOT_HEIGHT, PAD, type ChartScene } from './chart-scene'

/** Of the values beside a chart: wide enough for `+0.0000` at 11 px in a wide font, CSS pixels. */
export const AXIS_WIDTH = 62

type PlacedScene = Pick<ChartScene, 'items' | 'places' | 'range'>

/** Where things are on a card's chart, in CSS pixels from its left and top. */
export interface CardPlot {
  /** Of the part where the line is drawn; the values stand to the right of it. */
  width: number
  height: number
  /** From one place to the next. */
  spacing: number
  /** Of an index in the scene's items, or between two. */
  xOf: (index: number) => number
  /** Of a value in percent. */
  yOf: (value: number) => number
  /** The nearest index in view; undefined when there is none. */
  indexAt: (x: number) => number | undefined
}

/**
 * The newest `places` items from edge to edge of a chart of this size, half a place free at both
 * ends, and the scene's range between its pads.
 */
export function cardPlot(scene: PlacedScene, width: number, height: number): CardPlot {
  const { items, places, range } = scene
  const plotWidth = Math.max(0, width - AXIS_WIDTH)
  const spacing = plotWidth / (places + 1)
  const right = plotWidth - 1
  const bottom = height - FOOT_HEIGHT - PAD - 1
  const perPercent = (bottom - PAD) / (range.high - range.low)
  return {
    width: plotWidth,
    height,
    spacing,
    xOf: (index) => right - (items.length - index) * spacing,
    yOf: (value) => bottom - (value - range.low) * perPercent,
    indexAt(x) {
      if (items.length === 0 || spacing === 0) return undefined
      const first = Math.max(0, items.length - places)
      const index = Math.round(items.length - (right - x) / spacing)
      return Math.min(items.length - 1, Math.max(first, index))
    },
  }
}
