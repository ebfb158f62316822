/** Steps longer than so many usual ones are a hole: nothing was measured in it. */
const HOLE_STEPS = 3
/** The line's own width stays within the picture. */
const MARGIN = 1.5

/** Equally long columns; null: not measured then. */
export interface Readings {
  timeMs: readonly number[]
  values: readonly (number | null)[]
}

export interface Box {
  width: number
  height: number
}

/** SVG paths in the coordinates of the box. Without any value all are empty. */
export interface SparkShape {
  line: string
  /** Lone readings: a line of no length, with round ends, is a dot. */
  dots: string
  /** The line closed to the foot of the box. */
  area: string
  levelY: number | undefined
}

interface Place {
  x: number
  y: number
}

/**
 * A line from the first reading to the last, from zero to the largest value or `level`, broken
 * wherever nothing was measured.
 */
export function sparkShape({ timeMs, values }: Readings, box: Box, level?: number): SparkShape {
  const measured = values.filter((value) => value !== null)
  const top = Math.max(...measured, level ?? 0) || 1
  const startMs = timeMs[0] ?? 0
  const spanMs = (timeMs.at(-1) ?? 0) - startMs || 1
  const yOf = (value: number) =>
    box.height - MARGIN - (Math.max(0, value) / top) * (box.height - 2 * MARGIN)
  const xOf = (atMs: number) => ((atMs - startMs) / spanMs) * box.width

  const longestMs = HOLE_STEPS * usualStep(timeMs)
  const strokes: Place[][] = []
  let isOpen = false
  timeMs.forEach((atMs, index) => {
    const value = values[index] ?? null
    if (index > 0 && atMs - timeMs[index - 1]! > longestMs) isOpen = false
    if (value === null) {
      isOpen = false
      return
    }
    if (!isOpen) strokes.push([])
    isOpen = true
    strokes.at(-1)!.push({ x: xOf(atMs), y: yOf(value) })
  })
  const lines = strokes.filter(({ length }) => length > 1)
  const dots = strokes.filter(({ length }) => length === 1)
  return {
    line: lines.map(linePath).join(''),
    dots: dots.map(([place]) => `${linePath([place!])}h0`).join(''),
    area: lines.map((stroke) => areaPath(stroke, box.height)).join(''),
    levelY: level === undefined ? undefined : round(yOf(level)),
  }
}

/** The median; Infinity where there are no two. */
function usualStep(timeMs: readonly number[]): number {
  const steps = timeMs.slice(1).map((atMs, index) => atMs - timeMs[index]!)
  const sorted = steps.sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity
}

function linePath(stroke: readonly Place[]): string {
  return `M${stroke.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}`
}

function areaPath(stroke: readonly Place[], foot: number): string {
  const [first, last] = [stroke[0]!, stroke.at(-1)!]
  return `${linePath(stroke)}L${round(last.x)} ${foot}L${round(first.x)} ${foot}Z`
}

function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100
}
