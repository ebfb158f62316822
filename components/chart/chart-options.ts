import {
  ColorType,
  CrosshairMode,
  type DeepPartial,
  type TimeChartOptions,
} from 'lightweight-charts'

/** Wide enough for `+0.0000` at 11 px in a wide font: no `axisFigure` is longer. CSS pixels. */
export const AXIS_WIDTH = 62

/** Everything that is seen is drawn by the series and its frame; the library gives the scales. */
export const CHART_OPTIONS: DeepPartial<TimeChartOptions> = {
  autoSize: false,
  handleScroll: false,
  handleScale: false,
  // The attribution stands once on the page instead of on every chart.
  layout: {
    attributionLogo: false,
    background: { type: ColorType.Solid, color: 'transparent' },
    textColor: 'transparent',
    fontSize: 11,
  },
  grid: { vertLines: { visible: false }, horzLines: { visible: false } },
  crosshair: { mode: CrosshairMode.Hidden },
  rightPriceScale: {
    borderVisible: false,
    ticksVisible: false,
    minimumWidth: AXIS_WIDTH,
  },
  timeScale: {
    visible: false,
    rightOffset: 0,
    minBarSpacing: 0.001,
    lockVisibleTimeRangeOnResize: true,
    shiftVisibleRangeOnNewBar: true,
  },
}
