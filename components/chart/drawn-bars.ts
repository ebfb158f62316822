/** What the library keeps of a bar: its middle, media pixels, which is right only in view. */
interface PlacedBar {
  readonly x: number
}

/** Which bars are drawn: those from `from` to before `to`, and where. */
export interface DrawnBars {
  from: number
  to: number
  /** Middle of a bar, media pixels. */
  xOf: (index: number) => number
}

/**
 * The bars in view and one more on each side, so that the line reaches the edges. The library sets
 * the places of bars in view alone: those beside it follow from their neighbours.
 *
 * `visible`: indices, `to` is exclusive. Undefined: no bar is in view.
 */
export function drawnBars(
  bars: readonly PlacedBar[],
  visible: { from: number; to: number },
  spacing: number,
): DrawnBars | undefined {
  const first = Math.max(0, Math.floor(visible.from))
  const last = Math.min(bars.length, Math.ceil(visible.to)) - 1
  if (last < first) return undefined
  return {
    from: Math.max(0, first - 1),
    to: Math.min(bars.length, last + 2),
    xOf(index) {
      const known = Math.min(Math.max(index, first), last)
      return bars[known]!.x + (index - known) * spacing
    },
  }
}
