import { measuredWords, measureSpan } from './measured-span'
import type { PairChart } from './pair-chart'
import type { MeasuredSpan, TimeSpan } from './pair-chart-props'
import { measuredLine } from './pair-scene'

/** Ends of what is measured, epoch seconds; the first is where it began. */
interface Measure {
  one: number
  other: number
}

/** Measures a span of a chart, and again when what is drawn of it is other. */
export class MeasureTool {
  readonly #chart: PairChart
  readonly #onMeasure: (span: MeasuredSpan | undefined) => void
  #measure: Measure | undefined

  constructor(chart: PairChart, onMeasure: (span: MeasuredSpan | undefined) => void) {
    this.#chart = chart
    this.#onMeasure = onMeasure
  }

  get isOn(): boolean {
    return this.#measure !== undefined
  }

  /** From where it began, or else from the crosshair, to a place of the scene's items. */
  reach(index: number): void {
    const { items, hover } = this.#chart.scene
    const from = this.#measure?.one ?? items[hover ?? index]!.time
    this.measure(from - items[0]!.time, index)
  }

  /** From one place of the scene's items to another. */
  measure(one: number, other: number): void {
    const { items } = this.#chart.scene
    const [from, to] = [items[one], items[other]]
    if (from === undefined || to === undefined) return
    this.#measure = { one: from.time, other: to.time }
    this.renew()
  }

  /** A span of time; one that is not held is told as none. */
  measureSpan({ fromS, toS }: TimeSpan): void {
    const start = this.#chart.scene.items[0]?.time ?? NaN
    this.measure(Math.floor(fromS) - start, Math.ceil(toS) - 1 - start)
    if (!this.isOn) this.#onMeasure(undefined)
  }

  /** Measures the same span again. */
  renew(): void {
    if (this.#measure === undefined) return
    const { one, other } = this.#measure
    const { scene } = this.#chart
    const start = scene.items[0]?.time ?? 0
    const [from, to] = [one - start, other - start]
    // What is measured may have grown too old to be held.
    if (scene.items[from] === undefined || scene.items[to] === undefined) {
      this.clear()
      return
    }
    const span = measureSpan(scene.items, measuredLine(scene), from, to, scene.episodes)
    const { fromS, toS } = span
    this.#chart.choose({ measured: { fromS, toS, words: measuredWords(span) } })
    this.#onMeasure(span)
  }

  clear(): void {
    if (this.#measure === undefined) return
    this.#measure = undefined
    this.#chart.choose({ measured: undefined })
    this.#onMeasure(undefined)
  }
}
