import { createChart, LineSeries, type IChartApi, type ISeriesApi } from 'lightweight-charts'
import type { ChartColours } from '../chart/chart-colours'
import type { ChartItem } from '../chart/chart-item'
import { AXIS_WIDTH } from '../chart/chart-options'
import { planUpdate, type Shown } from '../chart/plan-update'
import type { PairRows } from '../stream/pair-rows'
import { percentDigits } from '../ui/number-format'
import { axisWidth, legDigits } from './axis-room'
import { ChartViewport } from './chart-viewport'
import { DerivedLines, type ExecutableRows } from './derived-lines'
import { episodeAt, episodeSpans } from './episode-spans'
import { emptyScene } from './empty-scene'
import { pairDrawings } from './pair-drawings'
import { PanePrimitive } from './pane-primitive'
import { valueToY, yToValue } from './pane-plot'
import {
  isNarrow,
  pairChartOptions,
  paneHeights,
  PRICES_ROOM,
  QUALITY_ROOM,
  SILENT_SERIES,
  SPREAD_ROOM,
} from './pair-options'
import type { TimeSpan } from './pair-chart-props'
import { newestEndS, pricesRange, spreadRange, timeToX, type PairScene } from './pair-scene'

const UNIT_RANGE = { low: 0, high: 1 }

/** What a person or the page decides about the picture. */
export type PairView = Pick<
  PairScene,
  | 'mode'
  | 'bands'
  | 'feesPct'
  | 'thresholdPct'
  | 'isThresholdHeld'
  | 'episodes'
  | 'selectedEpisode'
  | 'measured'
>

/** What a painting is made from. */
export interface PairInput {
  rows: PairRows
  executable: ExecutableRows
  /** The newest second that is shown even if nothing came in it, epoch seconds. */
  endTime: number
  /** Seconds of the live view. */
  places: number
}

/**
 * Prices, spread and quality of one pair: three panes of one chart of the library, so that they
 * share time axis, zoom and crosshair. Draws when told; `remove` gives everything back.
 */
export class PairChart {
  readonly viewport: ChartViewport
  readonly #host: HTMLElement
  readonly #chart: IChartApi
  readonly #series: readonly ISeriesApi<'Line'>[]
  readonly #scene: PairScene
  readonly #derived: DerivedLines
  readonly #sizes: ResizeObserver
  readonly #onResize: () => void
  readonly #text = document.createElement('canvas').getContext('2d')
  #rows: PairRows | undefined
  #shown: Omit<Shown, 'items'> | undefined
  #isRangeHeld = false
  #axisWidth = AXIS_WIDTH

  /** `onResize`: panes or axis have other sizes. */
  constructor(host: HTMLElement, colours: ChartColours, onResize: () => void) {
    this.#host = host
    this.#onResize = onResize
    const scene = emptyScene(colours)
    this.#scene = scene
    this.#derived = new DerivedLines(scene)
    this.#chart = createChart(host, pairChartOptions(colours.line2))
    const timeScale = this.#chart.timeScale()
    this.viewport = new ChartViewport(scene, timeScale, () => this.plotWidth)
    const drawings = pairDrawings(scene)
    const panes = [
      [drawings.prices, () => scene.priceRange, PRICES_ROOM],
      [drawings.spread, () => scene.range, SPREAD_ROOM],
      [drawings.quality, () => UNIT_RANGE, QUALITY_ROOM],
    ] as const
    this.#series = panes.map(([drawing, range, room], index) => {
      const series = this.#chart.addSeries(LineSeries, SILENT_SERIES, index)
      series.attachPrimitive(new PanePrimitive(drawing, timeScale, range, room))
      return series
    })
    this.#sizes = new ResizeObserver(() => this.#fit())
    this.#sizes.observe(host)
    this.#fit()
  }

  get scene(): Readonly<PairScene> {
    return this.#scene
  }

  /** Width of the part where lines are drawn, CSS pixels. */
  get plotWidth(): number {
    return Math.max(0, this.#host.clientWidth - this.#axisWidth)
  }

  get axisWidth(): number {
    return this.#axisWidth
  }

  /** Of prices, spread and quality, CSS pixels. */
  get heights(): readonly [number, number, number] {
    return paneHeights(this.#host.clientHeight, this.#host.clientWidth)
  }

  /** Brings the chart to what has come. */
  show({ rows, executable, endTime, places }: PairInput): void {
    const scene = this.#scene
    const { epoch, version, lastTime, windowSeconds } = rows
    const before = this.#rows === rows ? this.#shown : undefined
    const shown = before === undefined ? undefined : { ...before, items: scene.items }
    const update = planUpdate(shown, rows, windowSeconds, endTime, windowSeconds)
    const isOtherWidth = scene.places !== places
    this.#rows = rows
    this.#shown = { epoch, version, lastTime, windowSeconds }
    const { exchange1, exchange2 } = rows
    Object.assign(scene, { exchange1, exchange2, places, windowPlaces: windowSeconds })
    if (update.kind === 'reset') this.#reset(update.items)
    if (update.kind === 'append') this.#append(update.items)
    if (isOtherWidth) this.viewport.showLive()
    const isOther = this.#derived.update(update.kind, executable)
    if (isOther || isOtherWidth) this.refresh()
  }

  /** What a person chose. */
  choose(view: Partial<PairView>): void {
    const scene = this.#scene
    const { mode, bands } = scene
    Object.assign(scene, view)
    if (mode !== scene.mode || bands !== scene.bands) this.#derived.update('reset')
    this.refresh()
  }

  name(words: Pick<PairScene, 'pointTime' | 'timeWords'>): void {
    Object.assign(this.#scene, words)
    this.#repaint()
  }

  recolour(colours: ChartColours): void {
    this.#scene.colours = colours
    this.#chart.applyOptions(pairChartOptions(colours.line2))
    this.#fit()
  }

  /** Puts the crosshair on a place of `scene.items`; undefined takes it away. */
  hover(index: number | undefined): void {
    if (this.#scene.hover === index) return
    this.#scene.hover = index
    const item = index === undefined ? undefined : this.#scene.items[index]
    // The library's own crosshair is hidden; moving it paints the front of the panes and no more.
    if (item === undefined) this.#chart.clearCrosshairPosition()
    else this.#chart.setCrosshairPosition(0, item.time, this.#series[1]!)
  }

  /** Undefined: the newest, and on with it. */
  see(span: TimeSpan | undefined): void {
    if (span === undefined) this.viewport.showLive()
    else this.viewport.show(span)
    this.refresh()
  }

  /** CSS pixels from the top of the chart, within the spread's pane or at its edge. */
  yOf(valuePct: number): number {
    const [prices, spread] = this.heights
    const y = valueToY(this.#scene.range, spread, SPREAD_ROOM)(valuePct)
    return prices + 1 + Math.min(Math.max(y, 0), spread)
  }

  /** The spread at `y` (CSS pixels from the top of the chart), beyond the edges as well. */
  valueAt(y: number): number {
    const [prices, spread] = this.heights
    return yToValue(this.#scene.range, spread, SPREAD_ROOM)(y - prices - 1)
  }

  isSpreadAt(y: number): boolean {
    const [prices, spread] = this.heights
    return y > prices && y < prices + 1 + spread
  }

  /** The episode at `x` (CSS pixels from the left), in the list of the scene. */
  episodeAt(x: number): number | undefined {
    const scene = this.#scene
    const xOf = timeToX((index) => this.viewport.xOf(index), scene)
    return episodeAt(episodeSpans(scene.episodes, xOf, this.plotWidth, newestEndS(scene)), x)
  }

  /** The value axis stands still while a value is dragged along it. */
  holdRange(isHeld: boolean): void {
    this.#isRangeHeld = isHeld
    this.refresh()
  }

  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot(true)
  }

  remove(): void {
    this.#sizes.disconnect()
    this.#chart.remove()
    this.#scene.items = []
    this.#rows = undefined
  }

  /** Measures what is in view, which decides about the value axes, and paints. */
  refresh(): void {
    const scene = this.#scene
    const { places } = this.viewport
    if (places === undefined) return
    const { first, last } = places
    scene.view = places
    const { items } = scene
    const newest = items.findLast((item) => item.kind === 'bar' || item.kind === 'held')
    const isMissing = items.at(-1)?.kind === 'hole'
    scene.isHot = !isMissing && Math.abs(newest?.last ?? 0) > scene.thresholdPct
    if (!this.#isRangeHeld) {
      scene.range = spreadRange(scene, first, last)
      scene.digits = percentDigits(scene.range.high - scene.range.low)
      scene.priceRange = pricesRange(items, first, last) ?? scene.priceRange
    }
    this.#makeRoom()
    this.#repaint()
  }

  #reset(items: readonly ChartItem[]): void {
    const scene = this.#scene
    const { span, isLive } = this.viewport
    const hovered = scene.hover === undefined ? undefined : scene.items[scene.hover]?.time
    scene.items = [...items]
    if (hovered !== undefined) {
      const index = hovered - (items[0]?.time ?? 0)
      this.hover(index >= 0 && index < items.length ? index : undefined)
    }
    this.#series[1]!.setData(items.map(libraryPoint))
    this.viewport.showAgain(span, isLive)
  }

  #append(items: readonly ChartItem[]): void {
    const held = this.#scene.items
    const { isLive } = this.viewport
    const before = held.length
    for (const item of items) {
      if (held.at(-1)?.time === item.time) held[held.length - 1] = item
      else held.push(item)
      this.#series[1]!.update(libraryPoint(item))
    }
    if (isLive) this.viewport.moveOn(held.length - before)
  }

  #makeRoom(): void {
    const scene = this.#scene
    scene.priceDigits = legDigits(scene.items)
    const digits = Math.max(scene.priceDigits.leg1, scene.priceDigits.leg2)
    const width = axisWidth(scene.priceRange.high.toFixed(digits), (words) => {
      if (this.#text === null) return 0
      this.#text.font = `600 11px ${scene.colours.font}`
      return this.#text.measureText(words).width
    })
    if (width === this.#axisWidth) return
    this.#axisWidth = width
    this.#chart.applyOptions({ rightPriceScale: { minimumWidth: width } })
    this.viewport.renew()
    this.#onResize()
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#host
    if (width === 0 || height === 0) return
    this.#scene.isNarrow = isNarrow(width)
    this.#chart.resize(width, height)
    this.#chart.panes().forEach((pane, index) => {
      pane.setStretchFactor(Math.max(1, this.heights[index] ?? 1))
    })
    // A range that was set while the element had no width is not the one that was asked for.
    this.viewport.renew()
    this.refresh()
    this.#onResize()
  }

  /** An option set to what it is makes the library paint a pane once, with the next frame. */
  #repaint(): void {
    for (const series of this.#series) series.applyOptions({ lastValueVisible: false })
  }
}

/** The library needs a time; what is drawn comes from the scene. */
function libraryPoint({ time }: ChartItem) {
  return { time, value: 0 }
}
