import { createChart, type IChartApi, type ISeriesApi } from 'lightweight-charts'
import type { ChartColours } from '../chart/chart-colours'
import type { ChartItem } from '../chart/chart-item'
import { planUpdate, type Shown } from '../chart/plan-update'
import type { PairRows } from '../stream/pair-rows'
import { percentDigits } from '../ui/number-format'
import { AxisRoom, legDigits } from './axis-room'
import { addPanes } from './chart-panes'
import { ChartLayout } from './chart-layout'
import { ChartViewport } from './chart-viewport'
import { DerivedLines, type ExecutableRows } from './derived-lines'
import { episodeAt, episodeSpans } from './episode-spans'
import { emptyScene } from './empty-scene'
import { PaneTurns } from './pane-turns'
import { isNarrow, pairChartOptions } from './pair-options'
import type { TimeSpan } from './pair-chart-props'
import { newestEndS, pricesRange, spreadRange, timeToX, type PairScene } from './pair-scene'
import { isShownHot } from './shown-point'

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
  readonly layout = new ChartLayout()
  readonly #host: HTMLElement
  readonly #chart: IChartApi
  /** The spread's; the library has the times from it. */
  readonly #series: ISeriesApi<'Line'>
  readonly #turns: PaneTurns
  readonly #scene: PairScene
  readonly #derived: DerivedLines
  readonly #sizes: ResizeObserver
  readonly #onResize: () => void
  readonly #axisRoom = new AxisRoom()
  #rows: PairRows | undefined
  #shown: Omit<Shown, 'items'> | undefined
  #isRangeHeld = false

  /** `onResize`: panes or axis have other sizes. */
  constructor(host: HTMLElement, colours: ChartColours, onResize: () => void) {
    this.#host = host
    this.#onResize = onResize
    const scene = emptyScene(colours)
    this.#scene = scene
    this.#derived = new DerivedLines(scene)
    this.#chart = createChart(host, pairChartOptions(colours.line2))
    const timeScale = this.#chart.timeScale()
    this.viewport = new ChartViewport(scene, timeScale, () => this.layout.plotWidth)
    const series = addPanes(this.#chart, scene)
    this.#series = series[1]!
    this.#turns = new PaneTurns([this.#series, ...series.filter((each) => each !== this.#series)])
    this.#sizes = new ResizeObserver(() => this.#fit())
    this.#sizes.observe(host)
    this.#fit()
  }

  get scene(): Readonly<PairScene> {
    return this.#scene
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
    if (isOtherWidth) this.refresh()
    else if (isOther) this.#turnTo()
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
    this.#turns.paintAll()
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
    else this.#chart.setCrosshairPosition(0, item.time, this.#series)
  }

  /** Undefined: the newest, and on with it. */
  see(span: TimeSpan | undefined): void {
    if (span === undefined) this.viewport.showLive()
    else this.viewport.show(span)
    this.refresh()
  }

  get plotWidth(): number {
    return this.layout.plotWidth
  }

  yOf(valuePct: number): number {
    return this.layout.yOf(this.#scene.range, valuePct)
  }

  valueAt(y: number): number {
    return this.layout.valueAt(this.#scene.range, y)
  }

  isSpreadAt(y: number): boolean {
    return this.layout.isSpreadAt(y)
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
    this.#turns.close()
    this.#chart.remove()
    this.#scene.items = []
    this.#rows = undefined
  }

  /** Measures what is in view, which decides about the value axes, and paints. */
  refresh(): void {
    if (this.#measure()) this.#turns.paintAll()
  }

  /** The same where nobody waits for it. */
  #turnTo(): void {
    if (this.#measure()) this.#turns.paintInTurn()
  }

  /** False: there is nothing to see. */
  #measure(): boolean {
    const scene = this.#scene
    const { places } = this.viewport
    if (places === undefined) return false
    const { first, last } = places
    scene.view = places
    const { items } = scene
    scene.isHot = isShownHot(scene)
    if (!this.#isRangeHeld) {
      scene.range = spreadRange(scene, first, last)
      scene.digits = percentDigits(scene.range.high - scene.range.low)
      scene.priceRange = pricesRange(items, first, last) ?? scene.priceRange
    }
    scene.priceDigits = legDigits(items)
    this.#makeRoom()
    return true
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
    this.#series.setData(items.map(libraryPoint))
    this.viewport.showAgain(span, isLive)
  }

  #append(items: readonly ChartItem[]): void {
    const held = this.#scene.items
    const { isLive } = this.viewport
    const before = held.length
    for (const item of items) {
      // The library knows the time already, and would paint everything at once.
      if (held.at(-1)?.time === item.time) held[held.length - 1] = item
      else {
        held.push(item)
        this.#series.update(libraryPoint(item))
      }
    }
    if (isLive) this.viewport.moveOn(held.length - before)
  }

  #makeRoom(): void {
    const width = this.#axisRoom.widthFor(this.#scene)
    if (width === this.layout.axisWidth) return
    this.layout.axisWidth = width
    this.#chart.applyOptions({ rightPriceScale: { minimumWidth: width } })
    this.viewport.renew()
    this.#onResize()
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#host
    if (width === 0 || height === 0) return
    this.layout.resize(width, height)
    this.#scene.isNarrow = isNarrow(width)
    this.#chart.resize(width, height)
    this.#chart.panes().forEach((pane, index) => {
      pane.setStretchFactor(Math.max(1, this.layout.heights[index] ?? 1))
    })
    // A range that was set while the element had no width is not the one that was asked for.
    this.viewport.renew()
    this.refresh()
    this.#onResize()
  }
}

/** The library needs a time; what is drawn comes from the scene. */
function libraryPoint({ time }: ChartItem) {
  return { time, value: 0 }
}
