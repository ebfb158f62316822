/** CSS pixels. */
const PADDING = 12
const TITLE_SIZE = 15
const LINE_SIZE = 12
const LINE_HEIGHT = 18
const FOOT_WORDS = 'Spreadscope'

export interface PictureWords {
  /** What it shows: `BTC/USDT, Binance against Bybit`. */
  title: string
  /** Range, zone, parameters: a line each. */
  lines: readonly string[]
}

/**
 * A chart's canvas with its words above it, in the colours of the page. `canvas` is in device
 * pixels; the answer is a new one in the same.
 */
export function framedPicture(canvas: HTMLCanvasElement, words: PictureWords): HTMLCanvasElement {
  const ratio = window.devicePixelRatio
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const headHeight = PADDING + LINE_HEIGHT * (1 + words.lines.length) + PADDING / 2
  const framed = document.createElement('canvas')
  framed.width = canvas.width + 2 * PADDING * ratio
  framed.height = canvas.height + (headHeight + PADDING) * ratio
  const context = framed.getContext('2d')
  if (context === null) return canvas
  context.fillStyle = token('surface-1')
  context.fillRect(0, 0, framed.width, framed.height)
  context.drawImage(canvas, PADDING * ratio, headHeight * ratio)

  context.scale(ratio, ratio)
  context.textBaseline = 'middle'
  const width = canvas.width / ratio
  const write = (text: string, row: number, size: number, weight: number, colour: string) => {
    context.font = `${weight} ${size}px ${token('font')}`
    context.fillStyle = token(colour)
    context.fillText(text, PADDING, PADDING + (row + 0.5) * LINE_HEIGHT, width)
  }
  write(words.title, 0, TITLE_SIZE, 600, 'text-1')
  for (const [index, line] of words.lines.entries())
    write(line, index + 1, LINE_SIZE, 400, 'text-2')
  context.textAlign = 'right'
  context.font = `400 ${LINE_SIZE}px ${token('font')}`
  context.fillStyle = token('text-3')
  context.fillText(FOOT_WORDS, PADDING + width, PADDING + LINE_HEIGHT / 2)
  return framed
}
