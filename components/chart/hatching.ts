import type { HoleCause } from '@/lib/market/hole'

/** CSS pixels from line to line. */
const PITCH = 7
/** Themes, causes and pixel ratios are few; a bound all the same. */
const MAX_PATTERNS = 64

const patterns = new Map<string, CanvasPattern>()

/** Says the cause of a hole a second time: rising, falling, crossed. In device pixels. */
export function hatching(
  context: CanvasRenderingContext2D,
  cause: HoleCause,
  colour: string,
  pixelRatio: number,
): CanvasPattern | undefined {
  const key = `${cause} ${colour} ${pixelRatio}`
  const held = patterns.get(key)
  if (held !== undefined) return held
  const size = Math.round(PITCH * pixelRatio)
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const tileContext = tile.getContext('2d')
  if (tileContext === null) return undefined
  tileContext.strokeStyle = colour
  tileContext.globalAlpha = cause === 'feed_down' ? 0.26 : 0.42
  tileContext.lineWidth = pixelRatio
  tileContext.beginPath()
  for (const shift of [-size, 0, size]) {
    if (cause !== 'leg2_stale') {
      tileContext.moveTo(shift - 1, size + 1)
      tileContext.lineTo(shift + size + 1, -1)
    }
    if (cause !== 'leg1_stale') {
      tileContext.moveTo(shift - 1, -1)
      tileContext.lineTo(shift + size + 1, size + 1)
    }
  }
  tileContext.stroke()
  const pattern = context.createPattern(tile, 'repeat')
  if (pattern === null) return undefined
  if (patterns.size >= MAX_PATTERNS) patterns.clear()
  patterns.set(key, pattern)
  return pattern
}
