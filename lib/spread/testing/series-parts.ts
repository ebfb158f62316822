import type { RowColumns } from '../series-columns'
import type { ReferenceBar } from './reference-bars'

/** The bars of a series, and its holes: rows of one hole, each with a cause, are one hole. */
export function seriesParts(columns: RowColumns): {
  bars: ReferenceBar[]
  holes: { from: number; to: number }[]
} {
  const bars: ReferenceBar[] = []
  const holes: { from: number; to: number }[] = []
  let holeFrom: number | undefined
  for (let row = 0; row < columns.length; row++) {
    const time = columns.time[row]!
    if (columns.count[row]! < 0) {
      holeFrom ??= time
      continue
    }
    if (holeFrom !== undefined) holes.push({ from: holeFrom, to: time })
    holeFrom = undefined
    bars.push({
      time,
      count: columns.count[row]!,
      last: columns.last[row]!,
      low: columns.low[row]!,
      high: columns.high[row]!,
      upper: columns.upper[row]!,
      lower: columns.lower[row]!,
      bid1: columns.bid1[row]!,
      ask1: columns.ask1[row]!,
      bid2: columns.bid2[row]!,
      ask2: columns.ask2[row]!,
    })
  }
  return { bars, holes }
}
