import { COLOURS, GRID_COLOUR, LINES, runCards, TEXT_COLOUR, type Bars } from './card-page'
import { Store } from './store'

const LABELS = 4
const AXIS_PX = 60

/** The least that a live chart costs: the lines, a point for each pixel, some grid and numbers. */
runCards((host) => {
  const store = new Store()
  const canvas = document.createElement('canvas')
  canvas.width = host.clientWidth
  canvas.height = host.clientHeight
  host.append(canvas)
  const context = canvas.getContext('2d')
  const take = (bars: Bars) => {
    store.put(bars)
    if (context !== null) paint(context, store)
  }
  return {
    show: take,
    update: take,
    get last() {
      return store.last.at(-1) ?? null
    },
  }
})

function paint(context: CanvasRenderingContext2D, store: Store): void {
  const { width, height } = context.canvas
  const values = LINES.flatMap((name) => store[name].filter((value) => value !== null))
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  const y = (value: number) => height - ((value - low) / (high - low)) * height
  context.clearRect(0, 0, width, height)
  context.lineWidth = 1
  context.strokeStyle = GRID_COLOUR
  context.fillStyle = TEXT_COLOUR
  for (let label = 0; label < LABELS; label++) {
    const value = low + ((high - low) * (label + 0.5)) / LABELS
    context.beginPath()
    context.moveTo(0, y(value))
    context.lineTo(width - AXIS_PX, y(value))
    context.stroke()
    context.fillText(value.toFixed(4), width - AXIS_PX + 4, y(value))
  }
  for (const name of LINES) {
    context.strokeStyle = COLOURS[name]
    context.beginPath()
    const column = store[name]
    const spacing = (width - AXIS_PX) / column.length
    let pixel = -1
    for (let at = 0; at < column.length; at++) {
      const value = column[at]
      const x = at * spacing
      if (value === null || value === undefined || Math.floor(x) === pixel) continue
      pixel = Math.floor(x)
      context.lineTo(x, y(value))
    }
    context.stroke()
  }
}
