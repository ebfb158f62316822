import type { Plot } from '../chart/draw-spread'

/** Where things are in a pane, CSS pixels. */
export interface PanePlot {
  context: CanvasRenderingContext2D
  width: number
  height: number
  /** Of a device pixel in CSS pixels. */
  pixelRatio: number
  /** Middle of the place of an index in the scene's items, or of a fraction of one. */
  x: (index: number) => number
  /** From a value of the pane's axis. */
  y: (value: number) => number
}

/** Room above and below the values of a pane, CSS pixels: for the legend and the words of time. */
export interface PaneRoom {
  top: number
  bottom: number
}

/** The y of a value in a pane whose axis shows `low` to `high` between its rooms. */
export function valueToY(
  { low, high }: { low: number; high: number },
  height: number,
  room: PaneRoom,
): (value: number) => number {
  const bottom = height - room.bottom
  const scale = (bottom - room.top) / (high - low)
  return (value) => bottom - (value - low) * scale
}

/** The value at a y: the reverse of `valueToY`. */
export function yToValue(
  { low, high }: { low: number; high: number },
  height: number,
  room: PaneRoom,
): (y: number) => number {
  const bottom = height - room.bottom
  const scale = (high - low) / (bottom - room.top)
  return (y) => low + (bottom - y) * scale
}

/** The same pane in device pixels, as the drawing of the cards wants it. `spacing`: CSS pixels. */
export function devicePlot(plot: PanePlot, spacing: number): Plot {
  const { context, width, height, pixelRatio, y } = plot
  return {
    context,
    width: width * pixelRatio,
    height: height * pixelRatio,
    pixelRatio,
    y: (value) => y(value) * pixelRatio,
    spacing: spacing * pixelRatio,
  }
}
