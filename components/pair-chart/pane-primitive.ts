import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  ITimeScaleApi,
  PrimitivePaneViewZOrder,
  Time,
} from 'lightweight-charts'
import { coordinateAt } from '../chart/chart-frame'
import type { ValueRange } from '../chart/chart-scene'
import { valueToY, type PanePlot, type PaneRoom } from './pane-plot'

type DrawTarget = Parameters<IPrimitivePaneRenderer['draw']>[0]
type Draw = (plot: PanePlot) => void

/** What a pane shows, from the back to the front. */
export interface PaneDrawing {
  /** Behind the lines. */
  ground: Draw
  /** In device pixels: `plot` is told in CSS pixels all the same, and the context is not scaled. */
  lines: Draw
  /** Drawn anew with every move of the crosshair. */
  front: Draw
  /** At the value axis; its `x` means nothing. */
  axis: Draw
}

/** Hands a pane of the library's chart over to its drawing. The library gives scale and canvas. */
export class PanePrimitive implements ISeriesPrimitive {
  readonly #paneViews: readonly IPrimitivePaneView[]
  readonly #axisViews: readonly IPrimitivePaneView[]

  /** `range` and `room`: of the pane's values, asked while it is painted. */
  constructor(
    drawing: PaneDrawing,
    timeScale: ITimeScaleApi<Time>,
    range: () => ValueRange,
    room: PaneRoom,
  ) {
    const plotOf = (
      context: CanvasRenderingContext2D,
      size: { width: number; height: number },
      pixelRatio: number,
    ): PanePlot => ({
      context,
      ...{ width: size.width, height: size.height, pixelRatio },
      x: (index) => coordinateAt(timeScale, index),
      y: valueToY(range(), size.height, room),
    })
    const inCssPixels = (draw: Draw) => (target: DrawTarget) => {
      target.useMediaCoordinateSpace(({ context, mediaSize }) => {
        draw(plotOf(context, mediaSize, devicePixelRatio))
      })
    }
    const inDevicePixels = (draw: Draw) => (target: DrawTarget) => {
      target.useBitmapCoordinateSpace(({ context, mediaSize, verticalPixelRatio }) => {
        draw(plotOf(context, mediaSize, verticalPixelRatio))
      })
    }
    this.#paneViews = [
      viewOf('bottom', inCssPixels(drawing.ground)),
      viewOf('normal', inDevicePixels(drawing.lines)),
      viewOf('top', inCssPixels(drawing.front)),
    ]
    this.#axisViews = [viewOf('top', inCssPixels(drawing.axis))]
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#paneViews
  }

  priceAxisPaneViews(): readonly IPrimitivePaneView[] {
    return this.#axisViews
  }
}

function viewOf(
  zOrder: PrimitivePaneViewZOrder,
  draw: (target: DrawTarget) => void,
): IPrimitivePaneView {
  return { zOrder: () => zOrder, renderer: () => ({ draw }) }
}
