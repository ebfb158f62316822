import type { HoleCause } from '@/lib/market/hole'
import type { ChartItem, SpreadValues } from './chart-item'

/** An item as the library hands it to a renderer. */
export type DrawnItem = Omit<ChartItem, 'time'>

/** A place of a line; x in device pixels, values in percent. */
export interface RunPoint extends SpreadValues {
  x: number
  /** The items it stands for: from `from` to before `to`. */
  from: number
  to: number
}

/** Bands instead of those of the items, a value for each of them. */
export type BandColumns = Record<'upper' | 'lower', ArrayLike<number>>

/** Ground of a hole. */
export interface HoleSpan {
  from: number
  to: number
  cause: HoleCause
  seconds: number
}

export interface SpreadShapes {
  /** Unbroken pieces of the line. */
  runs: RunPoint[][]
  holes: HoleSpan[]
}

/**
 * Cuts items into what is drawn: pieces of line that really end where the spread is missing, and
 * the ground of the holes between, to the second also in merged ones. With more than one item a
 * device pixel a column takes the last value, the lowest low and the highest high of its items.
 */
export function spreadShapes(
  items: readonly DrawnItem[],
  xOf: (index: number) => number,
  spacing: number,
  step: number,
  bands?: BandColumns,
): SpreadShapes {
  const runs: RunPoint[][] = []
  const holes: HoleSpan[] = []
  const isDense = spacing < 1
  let run: RunPoint[] | undefined
  let missingTo = NaN
  items.forEach((item, index) => {
    const x = xOf(index)
    if (item.cause !== undefined) {
      const xAt = (time: number) => x + ((time - item.start) / step - 0.5) * spacing
      const seconds = item.missingTo - item.missingFrom
      const open = holes.at(-1)
      // Side by side, two places with a hole each may have values between the holes.
      if (open !== undefined && open.cause === item.cause && missingTo === item.missingFrom) {
        open.to = xAt(item.missingTo)
        open.seconds += seconds
      } else {
        const from = xAt(item.missingFrom)
        holes.push({ from, to: xAt(item.missingTo), cause: item.cause, seconds })
      }
      missingTo = item.missingTo
    }
    if (item.kind === 'hole' || item.kind === 'void') {
      run = undefined
      return
    }
    if (item.breaks === 'before') run = undefined
    if (run === undefined) {
      run = []
      runs.push(run)
    }
    const before = run.at(-1)
    if (isDense && before !== undefined && Math.floor(before.x) === Math.floor(x))
      fold(before, item, index, bands)
    else run.push(pointOf(item, x, index, bands))
    if (item.breaks === 'after') run = undefined
  })
  return { runs, holes }
}

function pointOf(
  { last, low, high, upper, lower }: SpreadValues,
  x: number,
  index: number,
  bands: BandColumns | undefined,
): RunPoint {
  const band =
    bands === undefined
      ? { upper, lower }
      : { upper: bands.upper[index]!, lower: bands.lower[index]! }
  return { x, from: index, to: index + 1, last, low, high, ...band }
}

function fold(
  point: RunPoint,
  item: SpreadValues,
  index: number,
  bands: BandColumns | undefined,
): void {
  point.to = index + 1
  point.last = item.last
  point.low = Math.min(point.low, item.low)
  point.high = Math.max(point.high, item.high)
  point.upper = bands === undefined ? item.upper : bands.upper[index]!
  point.lower = bands === undefined ? item.lower : bands.lower[index]!
}
