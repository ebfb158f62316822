import type { SpreadChart } from '../chart/spread-chart'

/** Where the crosshair is: under the pointer (CSS pixels), or at a time (epoch seconds). */
export type Hover = { x: number } | { time: number } | undefined

/** What of a chart walking needs. */
type WalkedChart = Pick<SpreadChart, 'scene' | 'indexAt'>

const LONG_STEP = 10

/** What of a pointer event moves the crosshair. `x`: CSS pixels from the left of the chart. */
export interface Pointing {
  type: string
  pointerType: string
  x: number
}

/** Where a pointer takes the crosshair. A finger that is lifted leaves it, one that scrolls not. */
export function point({ type, pointerType, x }: Pointing, hover: Hover): Hover {
  if (type === 'pointercancel') return undefined
  if (type === 'pointerleave') return pointerType === 'touch' ? hover : undefined
  return { x }
}

/** The place in the chart's items; undefined when there is none. */
export function placeOf(hover: Hover, chart: WalkedChart): number | undefined {
  if (hover === undefined) return undefined
  if ('x' in hover) return chart.indexAt(hover.x)
  const { items, step, places } = chart.scene
  const newest = items.at(-1)
  if (newest === undefined) return undefined
  const index = items.length - 1 - Math.round((newest.time - hover.time) / step)
  return Math.min(items.length - 1, Math.max(0, items.length - places, index))
}

/** Where a key takes the crosshair; `elsewhere` when the key is not one of these. */
export function walk(
  key: string,
  isLong: boolean,
  hover: Hover,
  chart: WalkedChart,
): Hover | 'elsewhere' {
  const { items, places } = chart.scene
  const last = items.length - 1
  const first = Math.max(0, items.length - places)
  const now = placeOf(hover, chart)
  const at = (index: number): Hover => {
    const item = items[Math.min(last, Math.max(first, index))]
    return item === undefined ? undefined : { time: item.time }
  }
  const stride = isLong ? LONG_STEP : 1
  if (key === 'ArrowLeft') return at(now === undefined ? last : now - stride)
  if (key === 'ArrowRight') return at(now === undefined ? last : now + stride)
  if (key === 'Home') return at(first)
  if (key === 'End') return at(last)
  if (key === 'Escape' && hover !== undefined) return undefined
  return 'elsewhere'
}
