import { timeTicks } from '../chart/axis-ticks'
import type { ChartColours } from '../chart/chart-colours'
import type { ChartItem } from '../chart/chart-item'
import { FOOT_HEIGHT, valueRange, type TimeWords } from '../chart/chart-scene'

/** CSS pixels. */
export interface OverviewSize {
  width: number
  height: number
  pixelRatio: number
}

/** The whole range, lowest to highest of each pixel column, and its holes. */
export function drawOverview(
  context: CanvasRenderingContext2D,
  { width, height, pixelRatio }: OverviewSize,
  items: readonly ChartItem[],
  step: number,
  colours: ChartColours,
  words: TimeWords,
): void {
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  context.clearRect(0, 0, width, height)
  const first = items[0]
  if (first === undefined) return
  const foot = height - FOOT_HEIGHT
  const { low, high } = valueRange(items, 0)
  const y = (value: number) => foot - ((value - low) / (high - low)) * foot
  const place = width / items.length
  items.forEach((item, index) => {
    const x = index * place
    if (item.kind === 'hole' && item.cause !== undefined) {
      context.fillStyle = colours.holes[item.cause]
      context.globalAlpha = 0.25
      context.fillRect(x, 0, Math.max(place, 0.5), foot)
      context.globalAlpha = 1
    }
    if (item.kind !== 'bar') return
    context.fillStyle = colours.bandEdge
    const top = y(item.high)
    context.fillRect(x, top, Math.max(place, 1), Math.max(1, y(item.low) - top))
  })
  context.fillStyle = colours.text3
  context.font = `11px ${colours.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const offset = words.offset(first.time)
  const end = first.time + items.length * step
  const ticks = timeTicks(first.time + offset, end + offset, width)
  for (const shifted of ticks.times) {
    const time = shifted - offset
    const text = words.tick(time, ticks.step)
    const x = ((time - first.time) / (end - first.time)) * width
    const half = context.measureText(text).width / 2
    if (x > half && x < width - half) context.fillText(text, x, height - 8)
  }
}
