import { AXIS_WIDTH } from '../chart/chart-options'
import type { ValueRange } from '../chart/chart-scene'
import { valueToY, yToValue } from './pane-plot'
import { paneHeights, SPREAD_ROOM } from './pair-options'

/**
 * Sizes of a pair's chart, and what is where in it, CSS pixels from its top left. They are kept:
 * to ask the element for them in every frame would make the browser lay the page out at once.
 */
export class ChartLayout {
  axisWidth = AXIS_WIDTH
  #width = 0
  /** Of prices, spread and quality. */
  heights: readonly [number, number, number] = [0, 0, 0]

  /** Of the part where lines are drawn. */
  get plotWidth(): number {
    return Math.max(0, this.#width - this.axisWidth)
  }

  resize(width: number, height: number): void {
    this.#width = width
    this.heights = paneHeights(height, width)
  }

  /** Within the spread's pane, whose axis shows `range`, or at its edge. */
  yOf(range: ValueRange, valuePct: number): number {
    const [prices, spread] = this.heights
    const y = valueToY(range, spread, SPREAD_ROOM)(valuePct)
    return prices + 1 + Math.min(Math.max(y, 0), spread)
  }

  /** The spread at `y`, beyond the edges of its pane as well. */
  valueAt(range: ValueRange, y: number): number {
    const [prices, spread] = this.heights
    return yToValue(range, spread, SPREAD_ROOM)(y - prices - 1)
  }

  isSpreadAt(y: number): boolean {
    const [prices, spread] = this.heights
    return y > prices && y < prices + 1 + spread
  }
}
