import type { Spark } from './screener-row'

interface Box {
  width: number
  height: number
}

export interface SparkPath {
  /** SVG path, a stroke for each stretch without a hole; a lone value is a dot. */
  line: string
  /** From the top of the box; undefined where zero is out of view. */
  zeroY: number | undefined
}

/** The line stays off the edges of its box, CSS pixels. */
const MARGIN = 2
/** A line of equal values still needs height, percent. */
const LEAST_SPAN_PCT = 0.002

/** The line of a spread over time; zero is in view when it is near. Undefined without any value. */
export function sparkPath(values: Spark, { width, height }: Box): SparkPath | undefined {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value === null) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) return undefined
  if (low > 0 && low < high - low) low = 0
  if (high < 0 && -high < high - low) high = 0
  const missing = Math.max(0, LEAST_SPAN_PCT - (high - low)) / 2
  const [from, to] = [low - missing, high + missing]
  const y = (value: number) =>
    round(height - MARGIN - ((value - from) / (to - from)) * (height - 2 * MARGIN))
  const step = width / Math.max(1, values.length - 1)

  let line = ''
  let isOpen = false
  values.forEach((value, at) => {
    if (value === null) {
      isOpen = false
      return
    }
    const isAlone = !isOpen && (values[at + 1] ?? null) === null
    line += `${isOpen ? 'L' : 'M'}${round(at * step)} ${y(value)}${isAlone ? 'h0' : ''}`
    isOpen = true
  })
  return { line, zeroY: from <= 0 && to >= 0 ? y(0) : undefined }
}

function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10
}
