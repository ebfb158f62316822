/**
 * One-second bars of one kind of spread as columns, oldest first: what the server's series reader and
 * the browser's store hold both fit. Whatever kind `last`, `low` and `high` are of, statistics are of
 * that kind.
 */
export interface BarRows {
  readonly length: number
  /** Epoch seconds, strictly ascending. */
  readonly time: ArrayLike<number>
  /** Points; 0 or negative: no bar but a hole, which begins here and ends with the next row. */
  readonly count: ArrayLike<number>
  /** Percent. A row whose `last` is no number is no bar either. */
  readonly last: ArrayLike<number>
  readonly low: ArrayLike<number>
  readonly high: ArrayLike<number>
  readonly bid1: ArrayLike<number>
  readonly ask1: ArrayLike<number>
  readonly bid2: ArrayLike<number>
  readonly ask2: ArrayLike<number>
  /**
   * Bars farther apart than this have a hole between them even where no row says so, seconds;
   * `DEFAULT_TOLERANCE_S` unless told. Infinity: every hole has its row.
   */
  readonly toleranceS?: number
}

/** From `from` (inclusive) to `to` (exclusive; Infinity while it is open), epoch seconds. */
interface HoleSpan {
  readonly from: number
  readonly to: number
}

/** The join's tolerance (contract §2): points in seconds farther apart are no neighbours. */
const DEFAULT_TOLERANCE_S = 2

export function isBar(rows: Pick<BarRows, 'count' | 'last'>, row: number): boolean {
  return rows.count[row]! > 0 && Number.isFinite(rows.last[row])
}

/** Whether bar `row` has a bar right before it, with no hole between them. */
export function followsOn(rows: BarRows, row: number): boolean {
  if (row === 0 || !isBar(rows, row - 1)) return false
  return rows.time[row]! - rows.time[row - 1]! <= (rows.toleranceS ?? DEFAULT_TOLERANCE_S)
}

/** The first row at `timeS` (epoch seconds) or later; `length` when there is none. */
export function rowFrom(rows: BarRows, timeS: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows.time[middle]! < timeS) low = middle + 1
    else high = middle
  }
  return low
}

/** Bars and the holes told apart from them, as one: a row for each hole after whose start no bar stands. */
export function withHoles(bars: BarRows, holes: readonly HoleSpan[]): BarRows {
  const room = bars.length + holes.length
  const rows = {
    length: 0,
    time: new Float64Array(room),
    count: new Float64Array(room),
    last: new Float64Array(room),
    low: new Float64Array(room),
    high: new Float64Array(room),
    bid1: new Float64Array(room),
    ask1: new Float64Array(room),
    bid2: new Float64Array(room),
    ask2: new Float64Array(room),
    toleranceS: Infinity,
  }
  let next = 0
  const takeHolesUntil = (timeS: number) => {
    for (; next < holes.length && holes[next]!.from < timeS; next++) {
      rows.time[rows.length++] = holes[next]!.from
    }
  }
  for (let row = 0; row < bars.length; row++) {
    takeHolesUntil(bars.time[row]!)
    const at = rows.length++
    rows.time[at] = bars.time[row]!
    rows.count[at] = bars.count[row]!
    rows.last[at] = bars.last[row]!
    rows.low[at] = bars.low[row]!
    rows.high[at] = bars.high[row]!
    rows.bid1[at] = bars.bid1[row]!
    rows.ask1[at] = bars.ask1[row]!
    rows.bid2[at] = bars.bid2[row]!
    rows.ask2[at] = bars.ask2[row]!
  }
  takeHolesUntil(Infinity)
  return rows
}
