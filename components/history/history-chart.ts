import { createChart, type IChartApi, type ISeriesApi } from 'lightweight-charts'
import type { ChartColours } from '../chart/chart-colours'
import { ChartFrame } from '../chart/chart-frame'
import type { ChartItem } from '../chart/chart-item'
import { CHART_OPTIONS } from '../chart/chart-options'
import { FOOT_HEIGHT, PAD, valueRange, type ChartScene, type TimeWords } from '../chart/chart-scene'
import { toLogical } from '../chart/library-number'
import { replaceData } from '../chart/replace-data'
import { SpreadSeriesView } from '../chart/spread-series'
import { percentDigits } from '../ui/number-format'
import { HistoryGround, type Ground } from './history-ground'

/** Edges of what is seen, epoch seconds. */
export interface SeenSpan {
  from: number
  to: number
}

/** Fewer places than this the view never shows. */
const LEAST_PLACES = 12

/**
 * A recorded range as a chart that is dragged and zoomed. What is seen stays where it is when bars
 * are added before it or replaced by finer ones.
 */
export class HistoryChart {
  readonly #host: HTMLElement
  readonly #chart: IChartApi
  readonly #series: ISeriesApi<'Custom'>
  readonly #scene: ChartScene
  readonly #ground: HistoryGround
  readonly #sizes: ResizeObserver
  /** What was asked for and has not been painted yet: the library says what was painted. */
  #wanted: SeenSpan | undefined

  constructor(host: HTMLElement, colours: ChartColours, onSeen: () => void) {
    this.#host = host
    this.#scene = {
      items: [],
      ...{ step: 1, places: 1, colours, range: valueRange([], 0), digits: 3 },
      downWords: 'nothing recorded',
      ...{ isHot: false, hover: undefined, exchange1: '', exchange2: '' },
    }
    this.#chart = createChart(host, {
      ...CHART_OPTIONS,
      handleScroll: {
        mouseWheel: true,
        pressedMouseMove: true,
        horzTouchDrag: true,
        vertTouchDrag: false,
      },
      handleScale: {
        mouseWheel: true,
        pinch: true,
        axisPressedMouseMove: false,
        axisDoubleClickReset: false,
      },
      kineticScroll: { touch: false, mouse: false },
      timeScale: { ...CHART_OPTIONS.timeScale, shiftVisibleRangeOnNewBar: false },
    })
    this.#series = this.#chart.addCustomSeries(new SpreadSeriesView(this.#scene), {
      lastValueVisible: false,
      priceLineVisible: false,
      // The frame writes the labels.
      priceFormat: { type: 'custom', minMove: 0.0001, formatter: () => '' },
      autoscaleInfoProvider: () => {
        this.#measure()
        const { low, high } = this.#scene.range
        return { priceRange: { minValue: low, maxValue: high } }
      },
    })
    const timeScale = this.#chart.timeScale()
    this.#ground = new HistoryGround(this.#scene, timeScale)
    this.#series.attachPrimitive(this.#ground)
    this.#series.attachPrimitive(new ChartFrame(this.#scene, this.#series, timeScale))
    timeScale.subscribeVisibleLogicalRangeChange(onSeen)
    this.#sizes = new ResizeObserver(() => this.#fit())
    this.#sizes.observe(host)
    this.#fit()
  }

  get scene(): Readonly<ChartScene> {
    return this.#scene
  }

  /** Undefined before there are items. */
  get seen(): SeenSpan | undefined {
    const range = this.#chart.timeScale().getVisibleLogicalRange()
    if (this.#wanted !== undefined || range === null) return this.#wanted
    if (this.#scene.items.length === 0) return undefined
    return { from: this.#timeAt(range.from), to: this.#timeAt(range.to) }
  }

  /**
   * Shows other items: the same span of time as before, or what follows its end when the newest
   * item was in view and `isFollowing`.
   */
  show(items: ChartItem[], step: number, ground: Ground, isFollowing: boolean): void {
    const scene = this.#scene
    const seen = this.seen
    const end = (scene.items.at(-1)?.time ?? NaN) + scene.step
    const isAtEnd = seen !== undefined && Math.abs(seen.to - end) <= 1.5 * scene.step
    scene.items = items
    scene.step = step
    scene.places = items.length
    this.#ground.ground = ground
    if (scene.hover !== undefined && scene.hover >= items.length) scene.hover = undefined
    replaceData(this.#series, items)
    if (seen === undefined) this.seeAll()
    else {
      const newEnd = (items.at(-1)?.time ?? NaN) + step
      const move = isFollowing && isAtEnd && newEnd > seen.to ? newEnd - seen.to : 0
      this.see({ from: seen.from + move, to: seen.to + move })
    }
  }

  /** Forgets what was seen: the next items are another chart. */
  clear(): void {
    this.#scene.items = []
    this.#scene.hover = undefined
    this.#wanted = undefined
    this.#series.setData([])
  }

  name(exchange1: string, exchange2: string, words: TimeWords): void {
    Object.assign(this.#scene, { exchange1, exchange2, timeWords: words })
    this.repaint()
  }

  see(span: SeenSpan): void {
    const { items, step } = this.#scene
    const first = items[0]
    this.#wanted = span
    if (first === undefined || this.#host.clientWidth === 0) return
    const at = (time: number) => toLogical((time - first.time) / step - 0.5)
    this.#chart.timeScale().setVisibleLogicalRange({ from: at(span.from), to: at(span.to) })
    // The library's own frame was asked for before, so it has painted by then.
    requestAnimationFrame(() => {
      if (this.#wanted === span) this.#wanted = undefined
    })
  }

  seeAll(): void {
    const { items, step } = this.#scene
    if (items.length > 0) this.see({ from: items[0]!.time, to: items.at(-1)!.time + step })
  }

  /** Below 1: nearer. `at`: what stays where it is, epoch seconds. */
  zoom(factor: number, at?: number): void {
    const { seen } = this
    if (seen === undefined) return
    const middle = at ?? (seen.from + seen.to) / 2
    const least =
      Math.max(LEAST_PLACES, this.#scene.step === 1 ? LEAST_PLACES : 2) * this.#scene.step
    const scale = Math.max(factor, least / (seen.to - seen.from))
    const moved = (time: number) => middle + (time - middle) * scale
    this.see({ from: moved(seen.from), to: moved(seen.to) })
  }

  /** The nearest place to `x` (CSS pixels from the left). */
  indexAt(x: number): number | undefined {
    const logical = this.#chart.timeScale().coordinateToLogical(x)
    const index = logical === null ? -1 : Math.round(logical)
    return index >= 0 && index < this.#scene.items.length ? index : undefined
  }

  xOf(index: number): number {
    return this.#chart.timeScale().logicalToCoordinate(toLogical(index)) ?? 0
  }

  get plotWidth(): number {
    return this.#chart.paneSize().width
  }

  hover(index: number | undefined): void {
    if (this.#scene.hover === index) return
    this.#scene.hover = index
    this.repaint()
  }

  recolour(colours: ChartColours): void {
    this.#scene.colours = colours
    this.repaint()
  }

  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot(true)
  }

  /** An option set to what it is makes the library paint once, with the next frame. */
  repaint(): void {
    this.#series.applyOptions({ lastValueVisible: false })
  }

  remove(): void {
    this.#sizes.disconnect()
    this.#chart.remove()
    this.#scene.items = []
  }

  #timeAt(logical: number): number {
    const { items, step } = this.#scene
    return items[0]!.time + (logical + 0.5) * step
  }

  /** Before every painting: what is seen, and the values in it. */
  #measure(): void {
    const scene = this.#scene
    const range = this.#chart.timeScale().getVisibleLogicalRange()
    const last = scene.items.length - 1
    const inside = (index: number) => Math.min(Math.max(index, 0), Math.max(0, last))
    const first = range === null ? 0 : inside(Math.floor(range.from))
    const end = range === null ? last : inside(Math.ceil(range.to))
    scene.view = { first, last: end }
    scene.range = valueRange(scene.items, first, end)
    scene.digits = percentDigits(scene.range.high - scene.range.low)
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#host
    if (width === 0 || height === 0) return
    const { seen } = this
    this.#chart.resize(width, height)
    const margins = { top: PAD / height, bottom: (FOOT_HEIGHT + PAD) / height }
    this.#chart.applyOptions({ rightPriceScale: { scaleMargins: margins } })
    if (seen !== undefined) this.see(seen)
  }
}
