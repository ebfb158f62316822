import uPlot from 'uplot'
import { COLOURS, GRID_COLOUR, LINES, runCards, TEXT_COLOUR, type Bars } from './card-page'
import { Store } from './store'

const AXIS = { stroke: TEXT_COLOUR, grid: { stroke: GRID_COLOUR, width: 1 } } as const

/** Three lines of uPlot, which draws anew what it is given. */
runCards((host) => {
  const store = new Store()
  const columns: uPlot.AlignedData = [store.time, store.last, store.upper, store.lower]
  const lines = LINES.map((name) => ({ label: name, stroke: COLOURS[name], width: 1 }))
  const size = { width: host.clientWidth, height: host.clientHeight }
  const options = { ...size, legend: { show: false }, axes: [AXIS, AXIS], series: [{}, ...lines] }
  const plot = new uPlot(options, columns, host)
  const take = (bars: Bars) => {
    store.put(bars)
    plot.setData(columns)
  }
  return {
    show: take,
    update: take,
    get last() {
      return store.last.at(-1) ?? null
    },
  }
})
