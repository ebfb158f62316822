import { LEAST_SPAN, valueRange, type ChartScene, type ValueRange } from '../chart/chart-scene'
import type { ChartItem } from '../chart/chart-item'
import type { AgeLane } from './age-lane'
import type { BandColumns } from './band-columns'
import type { LineColumns } from './executable-lines'
import type { BandChoice, ChartEpisode, PairChartMode } from './pair-chart-props'

/** A measured span as it is drawn; epoch seconds. */
export interface DrawnMeasure {
  fromS: number
  toS: number
  words: string
}

/** What all panes are drawn from. Changed in place by the chart, read while it paints. */
export interface PairScene extends ChartScene {
  /** Of the rows: how far dragging reaches back. `places` are those of the live view. */
  windowPlaces: number
  mode: PairChartMode
  bands: BandChoice
  /** Of the bid line; undefined: those of the items. */
  bidBands: BandColumns | undefined
  /** The executable channel, sign flipped where contract §2 says so. */
  sell1: LineColumns
  buy1: LineColumns
  sell1Bands: BandColumns | undefined
  buy1Bands: BandColumns | undefined
  /** Undefined: unknown. */
  feesPct: number | undefined
  thresholdPct: number
  /** A hand or the keys are on it. */
  isThresholdHeld: boolean
  episodes: readonly ChartEpisode[]
  selectedEpisode: number | undefined
  measured: DrawnMeasure | undefined
  ages: AgeLane
  /** Of both legs' bids and asks. */
  priceRange: ValueRange
  priceDigits: { leg1: number; leg2: number }
  /** Of the crosshair, from epoch seconds: the day is not told. */
  pointTime: (time: number) => string
  /** Less room for words. */
  isNarrow: boolean
}

const MARGIN = 0.07
/** A level is shown with the values unless it would leave them less than this share of the axis. */
const LEAST_SHARE = 0.3

/** The range of the spread's axis from item `first` to `last`, with the levels that are near. */
export function spreadRange(scene: PairScene, first: number, last: number): ValueRange {
  const range =
    scene.mode === 'bid' ? bidRange(scene, first, last) : channelRange(scene, first, last)
  const span = range.high - range.low
  const all = { ...range }
  const levels = [scene.feesPct ?? NaN, scene.thresholdPct].flatMap((level) => [level, -level])
  for (const level of levels) {
    // Comparisons with NaN are false: fees that are not known move nothing.
    const low = level - span * MARGIN < range.low ? level - span * MARGIN : range.low
    const high = level + span * MARGIN > range.high ? level + span * MARGIN : range.high
    if (span < (high - low) * LEAST_SHARE) continue
    all.low = Math.min(all.low, low)
    all.high = Math.max(all.high, high)
  }
  return all
}

function bidRange({ items, bidBands, bands }: PairScene, first: number, last: number): ValueRange {
  const range = valueRange(items, first, last, bands === '200')
  if (bidBands === undefined) return range
  return widened(range, [bidBands.upper, bidBands.lower], items, first, last)
}

function channelRange(scene: PairScene, first: number, last: number): ValueRange {
  const { sell1, buy1, items } = scene
  const columns = [sell1.low, sell1.high, buy1.low, buy1.high]
  for (const band of shownBands(scene)) columns.push(band.upper, band.lower)
  const range = widened({ low: 0, high: 0 }, columns, items, first, last)
  const margin = Math.max((range.high - range.low) * MARGIN, LEAST_SPAN / 2)
  return { low: range.low - margin, high: range.high + margin }
}

/** The bands that are drawn in executable mode. */
export function shownBands({ bands, sell1, buy1, sell1Bands, buy1Bands }: PairScene) {
  if (bands === 'off') return []
  return [sell1Bands ?? sell1, buy1Bands ?? buy1]
}

function widened(
  range: ValueRange,
  columns: readonly Float64Array[],
  items: readonly ChartItem[],
  first: number,
  last: number,
): ValueRange {
  let { low, high } = range
  for (let index = first; index <= last; index++) {
    if (!hasValue(items[index])) continue
    for (const column of columns) {
      const value = column[index]!
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return { low, high }
}

/** The range of both legs' prices; undefined: there are none. */
export function pricesRange(
  items: readonly ChartItem[],
  first: number,
  last: number,
): ValueRange | undefined {
  let low = Infinity
  let high = -Infinity
  for (let index = first; index <= last; index++) {
    const item = items[index]
    if (item === undefined || !hasValue(item)) continue
    low = Math.min(low, item.bid1, item.bid2)
    high = Math.max(high, item.ask1, item.ask2)
  }
  if (!(low <= high)) return undefined
  const margin = (high - low) * MARGIN || high * 1e-4
  return { low: low - margin, high: high + margin }
}

export function hasValue(item: ChartItem | undefined): boolean {
  return item?.kind === 'bar' || item?.kind === 'held'
}

/** End of the newest place, epoch seconds. */
export function newestEndS({ items, step }: PairScene): number {
  const newest = items.at(-1)
  return newest === undefined ? NaN : newest.time + step
}

/** From epoch seconds to CSS pixels: a place reaches half a place to both sides of its middle. */
export function timeToX(
  xOfIndex: (index: number) => number,
  { items, step }: PairScene,
): (timeS: number) => number {
  const start = items[0]?.time ?? NaN
  const x0 = xOfIndex(0)
  const spacing = xOfIndex(1) - x0
  return (timeS) => x0 + ((timeS - start) / step - 0.5) * spacing
}

/** The value that the crosshair and the measure tool read, of the item at `index`, percent. */
export function measuredLine(scene: PairScene) {
  const { mode, items, sell1 } = scene
  if (mode === 'executable') {
    return {
      last: (index: number) => sell1.last[index]!,
      low: (index: number) => sell1.low[index]!,
      high: (index: number) => sell1.high[index]!,
    }
  }
  return {
    last: (index: number) => items[index]!.last,
    low: (index: number) => items[index]!.low,
    high: (index: number) => items[index]!.high,
  }
}
