import { createChart, LineSeries, type UTCTimestamp } from 'lightweight-charts'
import { COLOURS, GRID_COLOUR, LINES, runCards, TEXT_COLOUR, type Bars } from './card-page'

/** Three lines of the library that the product draws its own series with. */
runCards((host) => {
  const chart = createChart(host, {
    autoSize: true,
    layout: { background: { color: 'transparent' }, textColor: TEXT_COLOUR },
    grid: { vertLines: { color: GRID_COLOUR }, horzLines: { color: GRID_COLOUR } },
    timeScale: { timeVisible: true, minBarSpacing: 0.001 },
  })
  const series = LINES.map((name) => {
    const options = { color: COLOURS[name], lineWidth: 1, priceLineVisible: false } as const
    return { name, line: chart.addSeries(LineSeries, options) }
  })
  let newest = 0
  let last: number | null = null
  const point = ({ time, ...columns }: Bars, name: (typeof LINES)[number], at: number) => {
    const value = columns[name][at]
    const seconds = timestamp(time[at] ?? 0)
    return value === null || value === undefined ? { time: seconds } : { time: seconds, value }
  }
  const note = (bars: Bars) => {
    newest = Math.max(newest, bars.time.at(-1) ?? 0)
    last = bars.last.at(-1) ?? last
  }
  return {
    show(bars) {
      for (const { name, line } of series)
        line.setData(bars.time.map((_, at) => point(bars, name, at)))
      chart.timeScale().fitContent()
      note(bars)
    },
    update(bars) {
      for (const { name, line } of series) {
        bars.time.forEach((time, at) => line.update(point(bars, name, at), time < newest))
      }
      note(bars)
    },
    get last() {
      return last
    },
  }
})

/** The library brands its numbers. */
function timestamp(seconds: number): UTCTimestamp {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return seconds as UTCTimestamp
}
