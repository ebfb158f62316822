import {
  customSeriesDefaultOptions,
  type CustomSeriesOptions,
  type CustomSeriesPricePlotValues,
  type CustomSeriesWhitespaceData,
  type ICustomSeriesPaneRenderer,
  type ICustomSeriesPaneView,
  type PaneRendererCustomData,
  type PriceToCoordinateConverter,
  type Time,
} from 'lightweight-charts'
import type { ChartItem } from './chart-item'
import type { ChartScene } from './chart-scene'
import { drawSpread } from './draw-spread'
import { drawnBars } from './drawn-bars'
import { spreadShapes } from './spread-shapes'

type DrawTarget = Parameters<ICustomSeriesPaneRenderer['draw']>[0]

/**
 * The spread as one series of the chart library: band, envelope and a line that breaks.
 *
 * A hole is an item with the values held, not whitespace: the library's time axis then moves on in
 * an open hole as well, and the crosshair finds the cause (chart-and-stream.md, variant H).
 */
export class SpreadSeriesView implements ICustomSeriesPaneView<Time, ChartItem> {
  readonly #renderer: SpreadSeriesRenderer

  constructor(scene: ChartScene) {
    this.#renderer = new SpreadSeriesRenderer(scene)
  }

  renderer(): ICustomSeriesPaneRenderer {
    return this.#renderer
  }

  update(data: PaneRendererCustomData<Time, ChartItem>): void {
    this.#renderer.data = data
  }

  priceValueBuilder({ low, high, last }: ChartItem): CustomSeriesPricePlotValues {
    // The axis follows `autoscaleInfoProvider`; a place without any value must only be a number.
    return Number.isNaN(last) ? [0, 0, 0] : [low, high, last]
  }

  isWhitespace(
    data: ChartItem | CustomSeriesWhitespaceData<Time>,
  ): data is CustomSeriesWhitespaceData<Time> {
    return !('kind' in data)
  }

  defaultOptions(): CustomSeriesOptions {
    return customSeriesDefaultOptions
  }
}

class SpreadSeriesRenderer implements ICustomSeriesPaneRenderer {
  data: PaneRendererCustomData<Time, ChartItem> | undefined
  readonly #scene: ChartScene

  constructor(scene: ChartScene) {
    this.#scene = scene
  }

  draw(target: DrawTarget, priceToY: PriceToCoordinateConverter): void {
    const { data } = this
    if (data === undefined || data.visibleRange === null) return
    const { bars, barSpacing } = data
    const drawn = drawnBars(bars, data.visibleRange, barSpacing)
    if (drawn === undefined) return
    const y0 = priceToY(0)
    const y1 = priceToY(1)
    if (y0 === null || y1 === null) return
    target.useBitmapCoordinateSpace((scope) => {
      const { context, horizontalPixelRatio, verticalPixelRatio, bitmapSize } = scope
      const spacing = barSpacing * horizontalPixelRatio
      const shapes = spreadShapes(
        bars.slice(drawn.from, drawn.to).map((bar) => bar.originalData),
        (index) => drawn.xOf(drawn.from + index) * horizontalPixelRatio,
        spacing,
        this.#scene.step,
      )
      // The scale is linear: two conversions do instead of five a bar.
      const y = (value: number) => (y0 + value * (y1 - y0)) * verticalPixelRatio
      const pixelRatio = verticalPixelRatio
      const { width, height } = bitmapSize
      const plot = { context, width, height, pixelRatio, y, spacing }
      drawSpread(plot, shapes, this.#scene)
    })
  }
}
