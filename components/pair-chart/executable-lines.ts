import type { ChartItem } from '../chart/chart-item'
import type { BarTable } from '../stream/bar-table'

/** Values of a line, one for each item of the chart. Percent; NaN where there is none. */
export interface LineColumns {
  last: Float64Array
  low: Float64Array
  high: Float64Array
  upper: Float64Array
  lower: Float64Array
}

export type ExecutableKind = 'buy2_sell1' | 'buy1_sell2'

type Prices = Pick<ChartItem, 'bid1' | 'ask1' | 'bid2' | 'ask2'>

/** What a trade earns at these prices, percent before fees (contract §2). */
export function executablePct({ bid1, ask1, bid2, ask2 }: Prices, kind: ExecutableKind): number {
  return kind === 'buy2_sell1' ? ((bid1 - ask2) / ask2) * 100 : ((bid2 - ask1) / ask1) * 100
}

/**
 * A line of the executable channel: `buy2_sell1` as it is, `buy1_sell2` with its sign flipped, so
 * that up means exchange 1 dearer.
 *
 * The last value of a second follows from the prices of the item. What was within the second is
 * known of `bars` only, the bars of that spread: without them low and high are the last value, and
 * there are no bands. `before` is filled again where it is long enough, from item `first` on.
 */
export function executableLine(
  items: readonly ChartItem[],
  kind: ExecutableKind,
  bars: BarTable | undefined,
  before: LineColumns | undefined,
  first = 0,
): LineColumns {
  const isKept = before !== undefined && before.last.length >= items.length
  const line = isKept ? before : columns(items)
  const isFlipped = kind === 'buy1_sell2'
  let row = 0
  for (let index = isKept ? first : 0; index < items.length; index++) {
    const item = items[index]!
    const pct = executablePct(item, kind)
    const last = isFlipped ? -pct : pct
    line.last[index] = last
    if (bars !== undefined) row = rowFrom(bars, row, item.time)
    const isHeld = bars !== undefined && row < bars.length && bars.time[row] === item.time
    const of = (name: 'low' | 'high' | 'upper' | 'lower') =>
      isHeld ? bars.columns[name][row]! : NaN
    const [low, high] = isFlipped ? [-of('high'), -of('low')] : [of('low'), of('high')]
    // The streams of the spreads do not come at the same moment.
    line.low[index] = low < last ? low : last
    line.high[index] = high > last ? high : last
    line.upper[index] = isFlipped ? -of('lower') : of('upper')
    line.lower[index] = isFlipped ? -of('upper') : of('lower')
  }
  return line
}

/** Room to grow by, so that new seconds do not mean new columns. */
const SPARE_ITEMS = 1_024

function columns({ length }: { length: number }): LineColumns {
  const column = () => new Float64Array(length + SPARE_ITEMS)
  return { last: column(), low: column(), high: column(), upper: column(), lower: column() }
}

/** The first row from `row` on that is not before `from`. */
function rowFrom({ time, length }: BarTable, row: number, from: number): number {
  let at = row
  while (at < length && time[at]! < from) at++
  return at
}
