import type { LegColumns } from './join'

export const NO_QUOTES: LegColumns = {
  timeMs: new Float64Array(0),
  bid: new Float64Array(0),
  ask: new Float64Array(0),
}

/** The rows `from`..`to` - 1, as views. */
export function cutLeg(leg: LegColumns, from: number, to = leg.timeMs.length): LegColumns {
  return {
    timeMs: leg.timeMs.subarray(from, to),
    bid: leg.bid.subarray(from, to),
    ask: leg.ask.subarray(from, to),
  }
}

/** One after the other, in memory of their own. */
export function concatLegs(legs: readonly LegColumns[]): LegColumns {
  const total = legs.reduce((sum, { timeMs }) => sum + timeMs.length, 0)
  const column = (name: keyof LegColumns) => {
    const values = new Float64Array(total)
    let at = 0
    for (const { [name]: piece } of legs) {
      values.set(piece, at)
      at += piece.length
    }
    return values
  }
  return { timeMs: column('timeMs'), bid: column('bid'), ask: column('ask') }
}

/** The first row at `timeMs` or later. */
export function firstRowAt({ timeMs: times }: LegColumns, timeMs: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! < timeMs) low = middle + 1
    else high = middle
  }
  return low
}

/** Both in time order; of equal times those of `earlier` come first. */
export function mergeLegs(earlier: LegColumns, later: LegColumns): LegColumns {
  const n = earlier.timeMs.length
  const m = later.timeMs.length
  if (n === 0) return later
  if (m === 0) return earlier
  const merged: LegColumns = {
    timeMs: new Float64Array(n + m),
    bid: new Float64Array(n + m),
    ask: new Float64Array(n + m),
  }
  for (let row = 0, one = 0, two = 0; row < n + m; row++) {
    const isEarlier = two === m || (one < n && earlier.timeMs[one]! <= later.timeMs[two]!)
    const from = isEarlier ? earlier : later
    const at = isEarlier ? one++ : two++
    merged.timeMs[row] = from.timeMs[at]!
    merged.bid[row] = from.bid[at]!
    merged.ask[row] = from.ask[at]!
  }
  return merged
}
