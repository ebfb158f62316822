import type { ChartTool } from './pair-chart-props'
import type { ChartViewport } from './chart-viewport'
import type { PairChart } from './pair-chart'
import { toThreshold } from './threshold'

/** So far a pointer moves before it drags and no longer clicks, CSS pixels. */
const CLICK_SLACK = 4
/** So near to a threshold's line a pointer takes hold of it, CSS pixels. */
const GRAB_REACH = 4
/** A notch of the wheel is 100: it shows a fifth more or less. */
const ZOOM_PER_NOTCH = 1.2
/** The part of the width at the right in which the wheel zooms about the newest. */
const EDGE_SHARE = 0.1

/** What of a chart the hands move. */
export type MovedChart = Pick<
  PairChart,
  'plotWidth' | 'yOf' | 'valueAt' | 'isSpreadAt' | 'episodeAt' | 'holdRange' | 'refresh'
> & { viewport: Pick<ChartViewport, 'isLive' | 'indexAt' | 'pan' | 'zoom'> }

/** What moves a chart and what the gestures end in. */
export interface GestureTarget {
  readonly chart: MovedChart
  readonly tool: () => ChartTool
  readonly thresholdPct: () => number
  hover(index: number | undefined): void
  /** Measures from one place to another. */
  measure(one: number, other: number): void
  threshold(pct: number): void
  select(episode: number | undefined): void
  /** A person has moved the view. */
  moved(): void
}

/** What of a pointer event is read; x and y in CSS pixels from the top left of the chart. */
export interface Pointing {
  id: number
  x: number
  y: number
  isTouch: boolean
  isShift: boolean
}

type Drag =
  | { kind: 'pan'; startX: number; lastX: number; hasMoved: boolean; y: number }
  | { kind: 'measure'; from: number }
  | { kind: 'threshold'; sign: 1 | -1 }
  | { kind: 'pinch'; distance: number }

/** Dragging, pinching, clicking and the wheel on a pair's chart. Holds no listener. */
export class ChartGestures {
  readonly #target: GestureTarget
  readonly #pointers = new Map<number, number>()
  #drag: Drag | undefined

  constructor(target: GestureTarget) {
    this.#target = target
  }

  get isDragging(): boolean {
    return this.#drag !== undefined
  }

  /** What the pointer would take hold of. */
  cursorAt({ x, y, isShift }: Pointing): 'ns-resize' | 'crosshair' {
    const isLevel = !isShift && this.#levelAt(x, y) !== undefined
    return isLevel || this.#drag?.kind === 'threshold' ? 'ns-resize' : 'crosshair'
  }

  /** True: the pointer is held until it is lifted. */
  down({ id, x, y, isShift }: Pointing): boolean {
    const { chart } = this.#target
    if (x > chart.plotWidth) return false
    this.#pointers.set(id, x)
    if (this.#pointers.size === 2) {
      this.#drag = { kind: 'pinch', distance: this.#spread() }
      return true
    }
    const sign = isShift ? undefined : this.#levelAt(x, y)
    const index = chart.viewport.indexAt(x)
    if (sign !== undefined) this.grabThreshold(sign)
    else if ((isShift || this.#target.tool() === 'measure') && index !== undefined) {
      this.#drag = { kind: 'measure', from: index }
    } else this.#drag = { kind: 'pan', startX: x, lastX: x, hasMoved: false, y }
    return true
  }

  /** The threshold follows the pointer from now on. `sign`: which of the two lines. */
  grabThreshold(sign: 1 | -1): void {
    this.#drag = { kind: 'threshold', sign }
    this.#target.chart.holdRange(true)
  }

  move(pointing: Pointing): void {
    const { id, x, y } = pointing
    const { chart } = this.#target
    if (this.#pointers.has(id)) this.#pointers.set(id, x)
    const drag = this.#drag
    const index = x > chart.plotWidth ? undefined : chart.viewport.indexAt(x)
    switch (drag?.kind) {
      case 'pan':
        this.#pan(drag, pointing)
        return
      case 'measure':
        this.#target.measure(drag.from, chart.viewport.indexAt(x) ?? drag.from)
        this.#target.hover(chart.viewport.indexAt(x))
        return
      case 'threshold':
        this.#target.threshold(toThreshold(drag.sign * chart.valueAt(y)))
        return
      case 'pinch':
        this.#pinch(drag)
        return
      case undefined:
        this.#target.hover(index)
    }
  }

  up({ id, x, isTouch }: Pointing): void {
    this.#pointers.delete(id)
    const drag = this.#drag
    this.#drag = undefined
    const { chart } = this.#target
    if (drag?.kind === 'threshold') chart.holdRange(false)
    if (drag?.kind === 'pan' && drag.hasMoved) this.#target.moved()
    if (drag?.kind !== 'pan' || drag.hasMoved) return
    if (isTouch) this.#target.hover(chart.viewport.indexAt(x))
    this.#target.select(chart.isSpreadAt(drag.y) ? chart.episodeAt(x) : undefined)
  }

  /** The pointer is gone: nothing was meant. */
  cancel(id: number): void {
    this.#pointers.delete(id)
    if (this.#drag?.kind === 'threshold') this.#target.chart.holdRange(false)
    this.#drag = undefined
  }

  /** `deltaX`, `deltaY`: a notch is 100. To the side it pans, up it comes nearer. */
  wheel(deltaX: number, deltaY: number, x: number): void {
    const { chart } = this.#target
    if (Math.abs(deltaX) > Math.abs(deltaY)) chart.viewport.pan(deltaX)
    else {
      // Near the edge the newest is meant: who looks at it goes on doing so.
      const isAtEdge = chart.viewport.isLive && x > chart.plotWidth * (1 - EDGE_SHARE)
      chart.viewport.zoom(ZOOM_PER_NOTCH ** (deltaY / 100), isAtEdge ? undefined : x)
    }
    this.#changed(x)
  }

  #pan(drag: Extract<Drag, { kind: 'pan' }>, { x }: Pointing): void {
    drag.hasMoved ||= Math.abs(x - drag.startX) > CLICK_SLACK
    if (!drag.hasMoved) return
    this.#target.chart.viewport.pan(drag.lastX - x)
    drag.lastX = x
    this.#changed(x)
  }

  #pinch(drag: Extract<Drag, { kind: 'pinch' }>): void {
    const distance = this.#spread()
    const [one = 0, other = one] = this.#pointers.values()
    if (distance === 0 || drag.distance === 0) return
    this.#target.chart.viewport.zoom(drag.distance / distance, (one + other) / 2)
    drag.distance = distance
    this.#changed((one + other) / 2)
    this.#target.moved()
  }

  #changed(x: number): void {
    const { chart } = this.#target
    chart.refresh()
    this.#target.hover(x > chart.plotWidth ? undefined : chart.viewport.indexAt(x))
    this.#target.moved()
  }

  /** Between two fingers, CSS pixels. */
  #spread(): number {
    const [one = 0, other = one] = this.#pointers.values()
    return Math.abs(one - other)
  }

  #levelAt(x: number, y: number): 1 | -1 | undefined {
    const { chart } = this.#target
    if (x > chart.plotWidth || !chart.isSpreadAt(y)) return undefined
    const pct = this.#target.thresholdPct()
    const isNear = (sign: number) => Math.abs(chart.yOf(sign * pct) - y) <= GRAB_REACH
    return ([1, -1] as const).find(isNear)
  }
}
