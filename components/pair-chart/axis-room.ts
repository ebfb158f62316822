import type { ChartItem } from '../chart/chart-item'
import { AXIS_WIDTH } from '../chart/chart-options'
import { priceDigits } from '../ui/number-format'
import type { PairScene } from './pair-scene'

/** Enough places to see the digits of the tick size: a single price may end in zeros. */
const PRICES_LOOKED_AT = 40
/** Left and right of a price's words at the axis, CSS pixels. */
const PADDING = 14

/** Digits behind the point of each leg's prices. */
export function legDigits(items: readonly ChartItem[]): { leg1: number; leg2: number } {
  const newest = items.slice(-PRICES_LOOKED_AT)
  const digitsOf = (bid: 'bid1' | 'bid2', ask: 'ask1' | 'ask2') =>
    priceDigits(newest.flatMap((item) => [item[bid], item[ask]]).filter(Number.isFinite))
  return { leg1: digitsOf('bid1', 'ask1'), leg2: digitsOf('bid2', 'ask2') }
}

/** Measures words to see how wide a value axis is. */
export class AxisRoom {
  readonly #text = document.createElement('canvas').getContext('2d')

  /** Holds the widest of the prices: an even number of CSS pixels. */
  widthFor({ priceRange, priceDigits, colours }: PairScene): number {
    if (this.#text === null) return AXIS_WIDTH
    const digits = Math.max(priceDigits.leg1, priceDigits.leg2)
    this.#text.font = `600 11px ${colours.font}`
    const words = this.#text.measureText(priceRange.high.toFixed(digits))
    const width = Math.max(AXIS_WIDTH, Math.ceil(words.width) + PADDING)
    return width + (width % 2)
  }
}
