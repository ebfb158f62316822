import type { PairRows } from '../stream/pair-rows'
import { percentDigits } from '../ui/number-format'
import { CardCanvas } from './card-canvas'
import { cardPlot, type CardPlot } from './card-plot'
import type { ChartColours } from './chart-colours'
import type { ChartItem } from './chart-item'
import { valueRange, type ChartScene, type TimeWords } from './chart-scene'
import { paintCard } from './paint-card'
import { planUpdate, type Shown } from './plan-update'
import { gridStep } from './time-grid'

/** A chart beside the view is painted so seldom that it costs nothing, and is there when one scrolls. */
const UNSEEN_PAINT_MS = 2_000

/**
 * The spread of one pair in one element. Changes when told, is painted with the next frame, unseen
 * now and then; `remove` gives everything back.
 *
 * One canvas of our own: the chart library has four to a chart, which all cost with every frame of the
 * page (docs/development.md, Pages in a browser).
 */
export class SpreadChart {
  readonly #canvas: CardCanvas
  readonly #scene: ChartScene
  #rows: PairRows | undefined
  #shown: Omit<Shown, 'items'> | undefined
  #frame = 0
  /** What it shows was not painted yet. */
  #isDue = false
  #paintedMs = -Infinity

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
    // At once: a canvas of another size is empty.
    this.#canvas = new CardCanvas(host, () => this.#paint())
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
    if (this.#isDue) this.#paintSoon()
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
    return this.#plot.indexAt(x)
  }

  /** Puts the crosshair on a place of `scene.items`; undefined takes it away. */
  hover(index: number | undefined): void {
    if (this.#scene.hover === index) return
    this.#scene.hover = index
    this.#repaint()
  }

  /** CSS pixels from the left of the chart. */
  xOf(index: number): number {
    return this.#plot.xOf(index)
  }

  /** Width of the part where the line is drawn, CSS pixels. */
  get plotWidth(): number {
    return this.#plot.width
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
    if (this.#isDue) this.#paint()
    return this.#canvas.picture()
  }

  remove(): void {
    cancelAnimationFrame(this.#frame)
    this.#canvas.remove()
    this.#scene.items = []
  }

  get #plot(): CardPlot {
    return cardPlot(this.#scene, this.#canvas.width, this.#canvas.height)
  }

  #reset(items: readonly ChartItem[]): void {
    this.#scene.items = [...items]
    this.#measure()
    this.#repaint()
  }

  #append(items: readonly ChartItem[]): void {
    const held = this.#scene.items
    for (const item of items) {
      if (held.at(-1)?.time === item.time) held[held.length - 1] = item
      else held.push(item)
    }
    this.#measure()
    this.#repaint()
  }

  #measure(): void {
    const scene = this.#scene
    scene.range = valueRange(scene.items, scene.items.length - scene.places)
    scene.digits = percentDigits(scene.range.high - scene.range.low)
  }

  #repaint(): void {
    this.#isDue = true
    this.#paintSoon()
  }

  #paintSoon(): void {
    if (this.#frame !== 0) return
    const isEarly = performance.now() - this.#paintedMs < UNSEEN_PAINT_MS
    if (!this.#canvas.isSeen && isEarly) return
    this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#isDue = false
    this.#paintedMs = performance.now()
    const context = this.#canvas.begin()
    if (context === undefined) return
    paintCard(context, this.#plot, this.#scene, devicePixelRatio)
  }
}
