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

/** The area between two lines of steps, where both have a value. */
export function fillSteps(
  { context, y, spacing }: Plot,
  runs: readonly (readonly RunPoint[])[],
  one: PointValue,
  other: PointValue,
  colour: string,
): void {
  context.fillStyle = colour
  context.beginPath()
  for (const run of runs) {
    const there = pieceOf(run, one)
    const back = pieceOf(run, other)
    traceArea(context, there, back, y, spacing)
  }
  context.fill()
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

function traceArea(
  context: CanvasRenderingContext2D,
  there: Steps,
  back: Steps,
  y: (value: number) => number,
  spacing: number,
): void {
  const { x } = there
  const half = Math.max(spacing, 1) / 2
  const isMissing = (at: number) => Number.isNaN(there.values[at]! + back.values[at]!)
  let first = 0
  while (first < x.length) {
    let end = first
    while (end < x.length && !isMissing(end)) end++
    if (end > first) {
      const right = (at: number) => (at === end - 1 ? x[at]! + half : x[at + 1]! - half)
      context.moveTo(x[first]! - half, y(there.values[first]!))
      for (let at = first; at < end; at++) {
        context.lineTo(x[at]! - half, y(there.values[at]!))
        context.lineTo(right(at), y(there.values[at]!))
      }
      for (let at = end - 1; at >= first; at--) {
        context.lineTo(right(at), y(back.values[at]!))
        context.lineTo(x[at]! - half, y(back.values[at]!))
      }
      context.closePath()
    }
    first = end + 1
  }
}
