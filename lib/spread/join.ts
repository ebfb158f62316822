/** Quotes of one exchange and symbol: columns of equal length, `timeMs` ascending. */
export interface LegColumns {
  timeMs: Float64Array
  bid: Float64Array
  ask: Float64Array
}

/**
 * Joined points: for each its time and the rows of the two legs it was made of. Which spread is
 * drawn is the caller's choice.
 */
export interface JoinedRows {
  timeMs: Float64Array
  row1: Int32Array
  row2: Int32Array
}

/**
 * The left join of contract §2: each quote of leg 1 against the last quote of leg 2 that is not
 * newer, `toleranceMs` inclusive. Of quotes of leg 2 at one and the same time, the last counts.
 *
 * Shapes: n and m rows in, k <= n out. One pass, O(n + m); nothing is sorted. Rows without a
 * partner are left out, so a hole in the result is a hole in the data.
 */
export function leftJoin(leg1: LegColumns, leg2: LegColumns, toleranceMs: number): JoinedRows {
  const n = assertAligned('leg 1', leg1)
  const m = assertAligned('leg 2', leg2)
  const joined = roomFor(n)
  let kept = 0
  let next = 0
  for (let row = 0; row < n; row++) {
    const now = leg1.timeMs[row]!
    while (next < m && leg2.timeMs[next]! <= now) next++
    if (next === 0 || now - leg2.timeMs[next - 1]! > toleranceMs) continue
    kept = put(joined, kept, now, row, next - 1)
  }
  return cut(joined, kept)
}

/**
 * The either-leg join of contract §2: one point for each time at which either leg quoted, made of
 * the latest quotes of both, `toleranceMs` inclusive.
 *
 * Shapes: n and m rows in, k <= n + m out, `timeMs` strictly ascending. One pass, O(n + m).
 */
export function eitherLegJoin(leg1: LegColumns, leg2: LegColumns, toleranceMs: number): JoinedRows {
  const n = assertAligned('leg 1', leg1)
  const m = assertAligned('leg 2', leg2)
  const joined = roomFor(n + m)
  let kept = 0
  let next1 = 0
  let next2 = 0
  while (next1 < n || next2 < m) {
    const now = Math.min(leg1.timeMs[next1] ?? Infinity, leg2.timeMs[next2] ?? Infinity)
    while (next1 < n && leg1.timeMs[next1]! <= now) next1++
    while (next2 < m && leg2.timeMs[next2]! <= now) next2++
    if (next1 === 0 || next2 === 0) continue
    const apart = Math.abs(leg1.timeMs[next1 - 1]! - leg2.timeMs[next2 - 1]!)
    if (apart > toleranceMs) continue
    kept = put(joined, kept, now, next1 - 1, next2 - 1)
  }
  return cut(joined, kept)
}

function roomFor(rows: number): JoinedRows {
  return {
    timeMs: new Float64Array(rows),
    row1: new Int32Array(rows),
    row2: new Int32Array(rows),
  }
}

function put(joined: JoinedRows, at: number, timeMs: number, row1: number, row2: number): number {
  joined.timeMs[at] = timeMs
  joined.row1[at] = row1
  joined.row2[at] = row2
  return at + 1
}

function cut(joined: JoinedRows, rows: number): JoinedRows {
  return {
    timeMs: joined.timeMs.slice(0, rows),
    row1: joined.row1.slice(0, rows),
    row2: joined.row2.slice(0, rows),
  }
}

/** Rows of the leg. @throws RangeError if its columns differ in length */
function assertAligned(name: string, leg: LegColumns): number {
  const rows = leg.timeMs.length
  if (leg.bid.length !== rows || leg.ask.length !== rows) {
    throw new RangeError(`join: columns of ${name} differ in length`)
  }
  return rows
}
