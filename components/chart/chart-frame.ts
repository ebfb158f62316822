import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  ITimeScaleApi,
  PrimitivePaneViewZOrder,
  Time,
} from 'lightweight-charts'
import { drawAxis, drawCrosshairAndTimes, drawGrid, type FramePlot } from './draw-frame'
import type { ChartScene } from './chart-scene'
import { toLogical } from './library-number'

type DrawTarget = Parameters<IPrimitivePaneRenderer['draw']>[0]
/** CSS pixels from the left; the library knows whole indices only, and calls all others 0. */
export function coordinateAt(timeScale: ITimeScaleApi<Time>, index: number): number {
  const at = (whole: number) => timeScale.logicalToCoordinate(toLogical(whole)) ?? NaN
  const before = Math.floor(index)
  if (before === index) return at(index)
  return at(before) + (index - before) * (at(before + 1) - at(before))
}

type Draw = (plot: FramePlot, scene: ChartScene) => void

/**
 * Grid, axis, value tag and crosshair. The library could draw most of it, but not hide a label
 * under a tag, nor end the crosshair above the times.
 */
export class ChartFrame implements ISeriesPrimitive {
  readonly #paneViews: readonly IPrimitivePaneView[]
  readonly #axisViews: readonly IPrimitivePaneView[]

  constructor(scene: ChartScene, series: ISeriesApi<'Custom'>, timeScale: ITimeScaleApi<Time>) {
    const view = (zOrder: PrimitivePaneViewZOrder, draw: Draw): IPrimitivePaneView => ({
      zOrder: () => zOrder,
      renderer: () => ({
        draw: (target: DrawTarget) => {
          target.useMediaCoordinateSpace(({ context, mediaSize }) => {
            const x = (index: number) => coordinateAt(timeScale, index)
            const y = (value: number) => series.priceToCoordinate(value) ?? NaN
            draw({ context, width: mediaSize.width, height: mediaSize.height, x, y }, scene)
          })
        },
      }),
    })
    this.#paneViews = [view('bottom', drawGrid), view('normal', drawCrosshairAndTimes)]
    this.#axisViews = [view('normal', drawAxis)]
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#paneViews
  }

  priceAxisPaneViews(): readonly IPrimitivePaneView[] {
    return this.#axisViews
  }
}
