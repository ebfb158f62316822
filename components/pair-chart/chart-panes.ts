import { LineSeries, type IChartApi, type ISeriesApi } from 'lightweight-charts'
import { pairDrawings } from './pair-drawings'
import { PRICES_ROOM, QUALITY_ROOM, SILENT_SERIES, SPREAD_ROOM } from './pair-options'
import type { PairScene } from './pair-scene'
import { PanePrimitive } from './pane-primitive'

const UNIT_RANGE = { low: 0, high: 1 }

/** Panes of prices, spread and quality, drawn from `scene`; the answer has a series of each. */
export function addPanes(chart: IChartApi, scene: PairScene): ISeriesApi<'Line'>[] {
  const drawings = pairDrawings(scene)
  const panes = [
    [drawings.prices, () => scene.priceRange, PRICES_ROOM],
    [drawings.spread, () => scene.range, SPREAD_ROOM],
    [drawings.quality, () => UNIT_RANGE, QUALITY_ROOM],
  ] as const
  return panes.map(([drawing, range, room], index) => {
    const series = chart.addSeries(LineSeries, SILENT_SERIES, index)
    series.attachPrimitive(new PanePrimitive(drawing, chart.timeScale(), range, room))
    return series
  })
}
