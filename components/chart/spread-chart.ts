import { createChart, type IChartApi, type ISeriesApi } from 'lightweight-charts'
import type { PairRows } from '../stream/pair-rows'
import { percentDigits } from '../ui/number-format'
import type { ChartColours } from './chart-colours'
import { ChartFrame } from './chart-frame'
import type { ChartItem } from './chart-item'
import { CHART_OPTIONS } from './chart-options'
import { FOOT_HEIGHT, PAD, valueRange, type ChartScene, type TimeWords } from './chart-scene'
import { toLogical } from './library-number'
import { planUpdate, type Shown } from './plan-update'
import { replaceData } from './replace-data'
import { SpreadSeriesView } from './spread-series'
import { gridStep } from './time-grid'

/** The spread of one pair in one element. Draws when told; `remove` gives everything back. */
export class SpreadChart {
  readonly #chart: IChartApi
  readonly #series: ISeriesApi<'Custom'>
  readonly #scene: ChartScene
  readonly #sizes: ResizeObserver
  #rows: PairRows | undefined
  #shown: Omit<Shown, 'items'> | undefined

  constructor(host: HTMLElement, colours: ChartColours) {
    this.#scene = {
      items: [],
      step: 1,
      places: 1,
      colours,
      range: valueRange([], 0),
      digits: 3,
      isHot: false,
      hover: undefined,
      exchange1: '',
      exchange2: '',
    }
    this.#chart = createChart(host, CHART_OPTIONS)
    this.#series = this.#chart.addCustomSeries(new SpreadSeriesView(this.#scene), {
      lastValueVisible: false,
      priceLineVisible: false,
      // The frame writes the labels.
      priceFormat: { type: 'custom', minMove: 0.0001, formatter: () => '' },
      autoscaleInfoProvider: () => {
        const { low, high } = this.#scene.range
        return { priceRange: { minValue: low, maxValue: high } }
      },
    })
    this.#series.attachPrimitive(new ChartFrame(this.#scene, this.#series, this.#chart.timeScale()))
    this.#sizes = new ResizeObserver(() => this.#fit(host))
    this.#sizes.observe(host)
    this.#fit(host)
  }

  get scene(): Readonly<ChartScene> {
    return this.#scene
  }

  /** Brings the chart to `rows`, up to `endTime` (epoch seconds). */
  show(rows: PairRows, windowSeconds: number, endTime: number, isHot: boolean): void {
    const scene = this.#scene
    const { epoch, version, lastTime } = rows
    const before = this.#rows === rows ? this.#shown : undefined
    const shown = before === undefined ? undefined : { ...before, items: scene.items }
    const update = planUpdate(shown, rows, windowSeconds, endTime)
    this.#rows = rows
    this.#shown = { epoch, version, lastTime, windowSeconds }
    scene.exchange1 = rows.exchange1
    scene.exchange2 = rows.exchange2
    const isRepaint = update.kind === 'none' && scene.isHot !== isHot
    scene.isHot = isHot
    scene.step = gridStep(windowSeconds)
    scene.places = Math.floor(windowSeconds / scene.step)
    if (update.kind === 'reset') this.#reset(update.items)
    if (update.kind === 'append') this.#append(update.items)
    if (isRepaint) this.#repaint()
  }

  /** Shows nothing, until rows come again. */
  clear(): void {
    if (this.#rows === undefined) return
    this.#rows = undefined
    this.#shown = undefined
    this.#reset([])
  }

  /** The nearest place to `x` (CSS pixels from the left of the chart). */
  indexAt(x: number): number | undefined {
    const logical = this.#chart.timeScale().coordinateToLogical(x)
    const { items, places } = this.#scene
    if (logical === null || items.length === 0) return undefined
    const first = Math.max(0, items.length - places)
    return Math.min(items.length - 1, Math.max(first, Math.round(logical)))
  }

  /** Puts the crosshair on a place of `scene.items`; undefined takes it away. */
  hover(index: number | undefined): void {
    if (this.#scene.hover === index) return
    this.#scene.hover = index
    this.#repaint()
  }

  /** CSS pixels from the left of the chart. */
  xOf(index: number): number {
    return this.#chart.timeScale().logicalToCoordinate(toLogical(index)) ?? 0
  }

  /** Width of the part where the line is drawn, CSS pixels. */
  get plotWidth(): number {
    // Of a time scale that is not shown the library says 0.
    return this.#chart.paneSize().width
  }

  recolour(colours: ChartColours): void {
    this.#scene.colours = colours
    this.#repaint()
  }

  /** How times are written from now on. */
  setTimeWords(words: TimeWords): void {
    this.#scene.timeWords = words
    this.#repaint()
  }

  /** What is seen now, in device pixels, without a ground. */
  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot(true)
  }

  remove(): void {
    this.#sizes.disconnect()
    this.#chart.remove()
    this.#scene.items = []
  }

  #reset(items: readonly ChartItem[]): void {
    this.#scene.items = [...items]
    this.#measure()
    replaceData(this.#series, this.#scene.items)
    this.#showNewest()
  }

  #append(items: readonly ChartItem[]): void {
    const held = this.#scene.items
    for (const item of items) {
      if (held.at(-1)?.time === item.time) held[held.length - 1] = item
      else held.push(item)
    }
    this.#measure()
    for (const item of items) this.#series.update(item)
  }

  #measure(): void {
    const scene = this.#scene
    scene.range = valueRange(scene.items, scene.items.length - scene.places)
    scene.digits = percentDigits(scene.range.high - scene.range.low)
  }

  #showNewest(): void {
    const { length } = this.#scene.items
    if (length === 0) return
    const from = length - this.#scene.places - 0.5
    this.#chart.timeScale().setVisibleLogicalRange({ from, to: length - 0.5 })
  }

  #fit(host: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = host
    if (width === 0 || height === 0) return
    this.#chart.resize(width, height)
    const margins = { top: PAD / height, bottom: (FOOT_HEIGHT + PAD) / height }
    this.#chart.applyOptions({ rightPriceScale: { scaleMargins: margins } })
    // A range that was set while the element had no width is not the one that was asked for.
    this.#showNewest()
  }

  /** An option set to what it is makes the library paint once, with the next frame. */
  #repaint(): void {
    this.#series.applyOptions({ lastValueVisible: false })
  }
}
