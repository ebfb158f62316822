import type { ReferencePoints } from './polars-join'

export interface ReferenceBar {
  time: number
  count: number
  last: number
  low: number
  high: number
  upper: number
  lower: number
  bid1: number
  ask1: number
  bid2: number
  ask2: number
}

/** Bars of one kind of spread, made of all points by definition. */
export function referenceBars(points: ReferencePoints, kind: number): ReferenceBar[] {
  const rowsOf = new Map<number, number[]>()
  for (const [row, timeMs] of points.timeMs.entries()) {
    const second = Math.floor(timeMs / 1_000)
    rowsOf.set(second, [...(rowsOf.get(second) ?? []), row])
  }
  return [...rowsOf].map(([time, rows]) => {
    const spreads = rows.map((row) => points.spreads[kind]![row]!)
    const last = rows.at(-1)!
    return {
      time,
      count: rows.length,
      last: spreads.at(-1)!,
      low: Math.min(...spreads),
      high: Math.max(...spreads),
      upper: points.upper[kind]![last]!,
      lower: points.lower[kind]![last]!,
      bid1: points.bid1[last]!,
      ask1: points.ask1[last]!,
      bid2: points.bid2[last]!,
      ask2: points.ask2[last]!,
    }
  })
}

/** Seconds from (inclusive) and to (exclusive) between points more than the tolerance apart. */
export function referenceHoles(
  points: ReferencePoints,
  toleranceMs: number,
): { from: number; to: number }[] {
  return points.timeMs.slice(1).flatMap((timeMs, row) => {
    if (timeMs - points.timeMs[row]! <= toleranceMs) return []
    return [{ from: Math.floor(points.timeMs[row]! / 1_000) + 1, to: Math.floor(timeMs / 1_000) }]
  })
}
