import type { DeepPartial, LineSeriesPartialOptions, TimeChartOptions } from 'lightweight-charts'
import { CHART_OPTIONS } from '../chart/chart-options'
import { FOOT_HEIGHT } from '../chart/chart-scene'
import type { PaneRoom } from './pane-plot'

/** The series give the panes their time axis and value axes; all that is seen is drawn by ours. */
export const SILENT_SERIES: LineSeriesPartialOptions = {
  lineVisible: false,
  crosshairMarkerVisible: false,
  lastValueVisible: false,
  priceLineVisible: false,
  priceFormat: { type: 'custom', minMove: 0.0001, formatter: () => '' },
}

export function pairChartOptions(separatorColor: string): DeepPartial<TimeChartOptions> {
  return {
    ...CHART_OPTIONS,
    layout: {
      ...CHART_OPTIONS.layout,
      panes: { enableResize: false, separatorColor, separatorHoverColor: separatorColor },
    },
  }
}

/** Below this width there is less room for everything, CSS pixels. */
const NARROW_WIDTH = 640
/** Of the legend, and below the values, CSS pixels. */
const LEGEND_HEIGHT = 26
const PAD = 8

export const PRICES_ROOM: PaneRoom = { top: LEGEND_HEIGHT, bottom: PAD }
export const SPREAD_ROOM: PaneRoom = { top: LEGEND_HEIGHT, bottom: PAD }
export const QUALITY_ROOM: PaneRoom = { top: 0, bottom: FOOT_HEIGHT }
/** Where the words of a hole stand: below the legend. */
export const HOLE_WORDS_Y = 36

export function isNarrow(width: number): boolean {
  return width < NARROW_WIDTH
}

/** Heights of the panes of a chart without its two separators, whole CSS pixels. */
export function paneHeights(height: number, width: number): [number, number, number] {
  const [quality, share] = isNarrow(width) ? [76, 150 / 420] : [84, 0.4]
  const rest = Math.max(0, height - 2 - quality)
  const prices = Math.round(rest * share)
  return [prices, rest - prices, Math.min(quality, Math.max(0, height - 2))]
}
