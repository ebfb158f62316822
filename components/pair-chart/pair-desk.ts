import { readChartColours } from '../chart/chart-colours'
import type { MarketFeed } from '../stream/market-feed'
import { ChartGestures } from './chart-gestures'
import { chartKey } from './chart-keys'
import { chartPicture } from './chart-picture'
import { MeasureTool } from './measure-tool'
import { PairChart, type PairView } from './pair-chart'
import type { ChartTool, MeasuredSpan, PairChartsProps, TimeSpan } from './pair-chart-props'
import type { PairScene } from './pair-scene'
import { toThreshold } from './threshold'

/** The view rests so long before it is told, milliseconds. */
const REST_MS = 200

/** What the desk says to the page around it. */
export interface DeskEvents {
  onThreshold(pct: number): void
  onSelectEpisode(index: number | undefined): void
  onMeasure(span: MeasuredSpan | undefined): void
  onView(span: TimeSpan | undefined): void
  /** The crosshair, the legend or sizes are others. `said`: for a screen reader. */
  onChange(said: string | undefined): void
}

/** A pair's chart with everything a person does to it. `close` leaves no timer and no listener. */
export class PairDesk {
  readonly chart: PairChart
  readonly gestures: ChartGestures
  readonly #events: DeskEvents
  readonly #measuring: MeasureTool
  #tool: ChartTool = 'pan'
  #windowSeconds = 3_600
  /** Seen before there was anything to see. */
  #wanted: TimeSpan | undefined
  #resting: ReturnType<typeof setTimeout> | undefined
  #frame = 0
  #threshold: number | undefined

  constructor(host: HTMLElement, events: DeskEvents) {
    this.#events = events
    this.chart = new PairChart(host, readChartColours(), () => events.onChange(undefined))
    this.#measuring = new MeasureTool(this.chart, (span) => events.onMeasure(span))
    this.gestures = new ChartGestures({
      chart: this.chart,
      tool: () => this.#tool,
      thresholdPct: () => this.chart.scene.thresholdPct,
      hover: (index) => this.hover(index),
      measure: (one, other) => this.#measuring.measure(one, other),
      threshold: (pct) => this.#dragThreshold(pct),
      select: (index) => events.onSelectEpisode(index),
      moved: () => this.#tellView(),
    })
  }

  /** Brings the chart to what the feeds hold. */
  paint({
    feed,
    executableFeeds,
    pair,
  }: Pick<PairChartsProps, 'feed' | 'executableFeeds' | 'pair'>): void {
    const places = this.#windowSeconds
    const rows = feed.rows(pair)
    if (rows === undefined) return
    const [sell1, buy1] = executableFeeds?.map((each) => each.rows(pair)) ?? []
    // The second that runs is shown once something came in it.
    const endTime = Math.floor(feed.chartEndMs(rows) / 1_000) - 1
    this.#noteAges(feed, pair)
    this.chart.show({ rows, executable: { sell1, buy1 }, endTime, places })
    if (this.#wanted !== undefined && this.chart.scene.items.length > 0) {
      this.chart.see(this.#wanted)
      this.#wanted = undefined
    }
    this.#events.onChange(undefined)
  }

  /** What the live view shows. */
  showWindow(seconds: number): void {
    this.#windowSeconds = seconds
  }

  choose(view: Partial<PairView>, tool: ChartTool): void {
    this.#tool = tool
    this.chart.choose(view)
    this.#measuring.renew()
    this.#events.onChange(undefined)
  }

  see(span: TimeSpan | undefined): void {
    if (this.chart.scene.items.length === 0) this.#wanted = span
    else this.chart.see(span)
    this.#events.onChange(undefined)
  }

  hover(index: number | undefined): void {
    this.chart.hover(index)
    this.#events.onChange(undefined)
  }

  measure(span: TimeSpan): void {
    this.#measuring.measureSpan(span)
  }

  clearMeasure(): void {
    this.#measuring.clear()
  }

  showLive(): void {
    this.see(undefined)
    this.#tellView()
  }

  /** False: another's key. `sentence`: what is said of a second. */
  press(key: string, isShift: boolean, sentence: (index: number) => string): boolean {
    const { scene, viewport } = this.chart
    const { places } = viewport
    if (places === undefined) return false
    const newest = scene.items.length - 1
    const oldest = Math.max(0, newest + 1 - scene.windowPlaces)
    const liveFirst = Math.max(0, newest + 1 - scene.places)
    const { hover } = scene
    const move = chartKey(key, isShift, { ...places, hover, newest, oldest, liveFirst })
    switch (move?.kind) {
      case 'walk':
        if (move.isMeasuring) this.#measuring.reach(move.to)
        this.#walk(move.to, sentence)
        return true
      case 'live':
        this.showLive()
        this.#walk(move.to, sentence)
        return true
      case 'zoom':
        viewport.zoom(move.factor, hover === undefined ? undefined : viewport.xOf(hover))
        this.chart.refresh()
        this.#tellView()
        return true
      case 'escape':
        return this.#escape()
      default:
        return false
    }
  }

  picture(): HTMLCanvasElement | undefined {
    return chartPicture(this.chart)
  }

  recolour(): void {
    this.chart.recolour(readChartColours())
  }

  name(words: Pick<PairScene, 'pointTime' | 'timeWords'>): void {
    this.chart.name(words)
  }

  close(): void {
    clearTimeout(this.#resting)
    cancelAnimationFrame(this.#frame)
    this.chart.remove()
  }

  #walk(index: number, sentence: (index: number) => string): void {
    if (this.chart.viewport.reveal(index)) this.chart.refresh()
    this.chart.hover(index)
    this.#events.onChange(sentence(index))
  }

  #escape(): boolean {
    if (this.#measuring.isOn) this.#measuring.clear()
    else if (this.chart.scene.hover === undefined) return false
    else this.chart.hover(undefined)
    this.#events.onChange('')
    return true
  }

  /** Told once a frame: what follows from a threshold costs more than its line. */
  #dragThreshold(pct: number): void {
    this.#threshold = toThreshold(pct)
    this.chart.choose({ thresholdPct: this.#threshold })
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      if (this.#threshold !== undefined) this.#events.onThreshold(this.#threshold)
    })
  }

  #tellView(): void {
    clearTimeout(this.#resting)
    this.#resting = setTimeout(() => {
      const { viewport } = this.chart
      this.#events.onView(viewport.isLive ? undefined : viewport.span)
    }, REST_MS)
  }

  #noteAges(feed: MarketFeed, pair: string): void {
    const rows = feed.rows(pair)
    if (rows === undefined || rows.lostAtMs !== undefined) return
    const nowMs = feed.agesMs(rows)
    const ageOf = (ageMs: number | undefined) =>
      ageMs === undefined ? NaN : ageMs + nowMs - rows.agesAtMs
    const second = Math.floor(feed.chartEndMs(rows) / 1_000)
    const ages = { age1Ms: ageOf(rows.age1Ms), age2Ms: ageOf(rows.age2Ms) }
    this.chart.scene.ages.note(second, ages)
  }
}
