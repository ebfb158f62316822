import type { Plot } from '../chart/draw-spread'
import type { RunPoint } from '../chart/spread-shapes'

/** A line's value at a point of a run; NaN: none. */
export type PointValue = (point: RunPoint) => number

/** The value of a column at a point: the last of the items that it stands for. */
export function lastOf(column: ArrayLike<number>, first: number): PointValue {
  return ({ to }) => column[first + to - 1]!
}

/** The lowest (`Math.min`) or highest (`Math.max`) of them. */
export function extremeOf(
  column: ArrayLike<number>,
  first: number,
  pick: (one: number, other: number) => number,
): PointValue {
  return ({ from, to }) => {
    let found = column[first + from]!
    for (let index = from + 1; index < to; index++) found = pick(found, column[first + index]!)
    return found
  }
}

/** From here on single seconds are seen, device pixels. */
export const WIDE_SPACING = 4

/** Of a line, device pixels. One that is a pixel wide takes a fraction of the time of a wider one. */
export function lineWidth({ spacing, pixelRatio }: Plot): number {
  return (spacing < WIDE_SPACING ? 1 : 1.25) * pixelRatio
}

/** A line of steps: a value stands until the next one. Runs of device pixels. */
export function strokeSteps(
  { context, y, spacing }: Plot,
  runs: readonly (readonly RunPoint[])[],
  value: PointValue,
  colour: string,
  width: number,
): void {
  context.strokeStyle = colour
  context.lineWidth = width
  context.beginPath()
  for (const run of runs) traceSteps(context, pieceOf(run, value), y, spacing)
  context.stroke()
}

/**
 * The area between two lines of steps, where both have a value: a line for each column of pixels.
 * These take a twentieth of the time that a filled path with as many corners does.
 */
export function fillSteps(
  { context, y, spacing }: Plot,
  runs: readonly (readonly RunPoint[])[],
  one: PointValue,
  other: PointValue,
  colour: string,
): void {
  context.strokeStyle = colour
  context.lineWidth = 1
  const half = Math.max(spacing, 1) / 2
  context.beginPath()
  for (const run of runs) {
    for (const point of run) {
      const [from, to] = [y(one(point)), y(other(point))]
      if (Number.isNaN(from + to)) continue
      const end = Math.round(point.x + half)
      for (let column = Math.round(point.x - half); column < end; column++) {
        context.moveTo(column + 0.5, from)
        context.lineTo(column + 0.5, to)
      }
    }
  }
  context.stroke()
}

/** Places and values of a run, side by side; x in device pixels. */
interface Steps {
  x: number[]
  values: number[]
}

function pieceOf(run: readonly RunPoint[], value: PointValue): Steps {
  return { x: run.map(({ x }) => x), values: run.map(value) }
}

function traceSteps(
  context: CanvasRenderingContext2D,
  { x, values }: Steps,
  y: (value: number) => number,
  spacing: number,
): void {
  const half = Math.max(spacing, 1) / 2
  let isOpen = false
  for (let at = 0; at < x.length; at++) {
    const value = values[at]!
    if (Number.isNaN(value)) {
      isOpen = false
      continue
    }
    if (!isOpen) context.moveTo(x[at]! - half, y(value))
    else {
      context.lineTo(x[at]! - half, y(values[at - 1]!))
      context.lineTo(x[at]! - half, y(value))
    }
    const isEnd = at === x.length - 1 || Number.isNaN(values[at + 1])
    if (isEnd) context.lineTo(x[at]! + half, y(value))
    isOpen = true
  }
}
