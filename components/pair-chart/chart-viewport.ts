import type { ITimeScaleApi, Time } from 'lightweight-charts'
import { toLogical } from '../chart/library-number'
import {
  insideView,
  isFollowing,
  liveView,
  pannedView,
  viewWith,
  zoomedView,
  type ChartView,
} from './chart-view'
import type { TimeSpan } from './pair-chart-props'
import type { PairScene } from './pair-scene'

/**
 * Which part of a scene's items is in view, and where it is. It says to the library what is to be
 * seen; the library moves on by itself when a second is added while the newest is in view.
 */
export class ChartViewport {
  readonly #scene: PairScene
  readonly #timeScale: ITimeScaleApi<Time>
  readonly #plotWidth: () => number
  #view: ChartView | undefined

  /** `plotWidth`: of the part where lines are drawn, CSS pixels. */
  constructor(scene: PairScene, timeScale: ITimeScaleApi<Time>, plotWidth: () => number) {
    this.#scene = scene
    this.#timeScale = timeScale
    this.#plotWidth = plotWidth
  }

  /** First and last place in view; undefined before the first values. */
  get places(): { first: number; last: number } | undefined {
    const newest = this.#scene.items.length - 1
    if (this.#view === undefined || newest < 0) return undefined
    const last = Math.min(newest, Math.ceil(this.#view.to - 0.5))
    return { first: Math.min(last, Math.max(0, Math.floor(this.#view.from + 0.5))), last }
  }

  get span(): TimeSpan | undefined {
    const view = this.#view
    const first = this.#scene.items[0]
    if (view === undefined || first === undefined) return undefined
    return { fromS: first.time + view.from + 0.5, toS: first.time + view.to + 0.5 }
  }

  /** The newest is in view, and the view moves on with it. */
  get isLive(): boolean {
    return this.#view !== undefined && isFollowing(this.#view, this.#limits())
  }

  /** The newest `places` of the scene, as wide as a person chose first of all. */
  showLive(): void {
    this.#look(liveView(this.#scene.items.length, this.#scene.places))
  }

  /** What is to be seen of other items: the same time, or the newest for as long as before. */
  showAgain(seen: TimeSpan | undefined, isLive: boolean): void {
    const { items, places } = this.#scene
    if (seen === undefined) this.showLive()
    else if (isLive) this.#look(liveView(items.length, Math.min(seen.toS - seen.fromS, places)))
    else this.show(seen)
  }

  show({ fromS, toS }: TimeSpan): void {
    const start = this.#scene.items[0]?.time
    if (start !== undefined) this.#look({ from: fromS - start - 0.5, to: toS - start - 0.5 })
  }

  /** So many places have been added while the newest was in view. */
  moveOn(places: number): void {
    if (this.#view === undefined) return
    this.#view = { from: this.#view.from + places, to: this.#view.to + places }
  }

  /** Says it to the library again, whose width has changed. */
  renew(): void {
    if (this.#view !== undefined) this.#look(this.#view)
  }

  /** `pixels` above 0: later. */
  pan(pixels: number): void {
    const view = this.#view
    if (view === undefined || this.#plotWidth() === 0) return
    const by = (pixels / this.#plotWidth()) * (view.to - view.from)
    this.#look(pannedView(view, by, this.#limits()))
  }

  /**
   * `factor` below 1: nearer. What is at `x` (CSS pixels) stays there; unset: the newest where it is
   * in view, else the middle.
   */
  zoom(factor: number, x?: number): void {
    const view = this.#view
    if (view === undefined || this.#plotWidth() === 0) return
    const middle = this.isLive ? view.to : (view.from + view.to) / 2
    const at = x === undefined ? middle : this.#placeAt(x, view)
    this.#look(zoomedView(view, at, factor, this.#limits()))
  }

  /** Moves the view as little as shows the place. False: it is in view. */
  reveal(index: number): boolean {
    const view = this.#view
    if (view === undefined) return false
    const moved = viewWith(view, index, this.#limits())
    if (moved !== view) this.#look(moved)
    return moved !== view
  }

  /** The nearest place in view to `x` (CSS pixels from the left). */
  indexAt(x: number): number | undefined {
    const { places } = this
    if (this.#view === undefined || places === undefined) return undefined
    const index = Math.round(this.#placeAt(x, this.#view))
    return Math.min(Math.max(index, places.first), places.last)
  }

  xOf(index: number): number {
    return this.#timeScale.logicalToCoordinate(toLogical(index)) ?? 0
  }

  #limits(): ChartView {
    const { items, windowPlaces } = this.#scene
    return liveView(items.length, Math.min(items.length, windowPlaces))
  }

  #placeAt(x: number, { from, to }: ChartView): number {
    return from + (x / this.#plotWidth()) * (to - from)
  }

  #look(view: ChartView): void {
    this.#view = insideView(view, this.#limits())
    const { from, to } = this.#view
    this.#timeScale.setVisibleLogicalRange({ from: toLogical(from), to: toLogical(to) })
  }
}
