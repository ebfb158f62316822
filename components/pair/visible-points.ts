import { isBar } from '@/lib/spread/bar-rows'
import { buy1Sell2, buy2Sell1 } from '@/lib/spread/spread'
import { timeBands, type TimeBandMinutes } from '@/lib/spread/time-bands'
import type { BandChoice, PairChartMode, TimeSpan } from '../pair-chart/pair-chart-props'
import type { PairRows } from '../stream/pair-rows'
import { barRowsOf } from './pair-bars'

const BAND_MINUTES: Partial<Record<BandChoice, TimeBandMinutes>> = { '5m': 5, '15m': 15, '60m': 60 }

/** What of a pair is seen. */
export interface SeenView {
  mode: PairChartMode
  bands: BandChoice
  span: TimeSpan
}

/** The bars that are seen, as columns. */
export interface VisiblePoints {
  /** Epoch seconds. */
  time: number[]
  /** By name, in the order in which they are written; percent, prices, counts. NaN: none. */
  columns: ReadonlyMap<string, number[]>
}

/**
 * The bars that are seen, with what the chart draws of them: in executable mode both executable
 * spreads, the bands that were chosen, no bands where none are. `executable`: of `buy2_sell1` and
 * `buy1_sell2`; a second that they have not yet is made of the prices.
 */
export function visiblePoints(
  rows: PairRows,
  executable: readonly (PairRows | undefined)[],
  { mode, bands, span }: SeenView,
): VisiblePoints {
  const { time: times, columns: own, length } = rows.bars
  const seen: number[] = []
  for (let row = 0; row < length; row++) {
    if (times[row]! >= span.fromS && times[row]! < span.toS) seen.push(row)
  }
  const pick = (column: ArrayLike<number>) => seen.map((row) => column[row]!)
  const time = pick(times)
  const columns = new Map<string, number[]>()
  const addBands = (from: PairRows, prefix: string) => {
    if (bands === 'off') return
    const { upper, lower } = bandsOf(from, bands, time)
    columns.set(`${prefix}upper`, upper)
    columns.set(`${prefix}lower`, lower)
  }
  for (const name of ['last', 'low', 'high'] as const) columns.set(name, pick(own[name]))
  if (mode === 'bid') addBands(rows, '')
  else {
    const [out, back] = executable
    const made = (edge: (row: number) => number) => seen.map(edge)
    const { bid1, ask1, bid2, ask2 } = own
    const addSpread = (name: string, from: PairRows | undefined, values: number[]) => {
      const at = from === undefined ? time.map(() => -1) : rowsAt(from, time)
      const column = (key: 'last' | 'low' | 'high') =>
        at.map((row, index) => (row < 0 ? values[index]! : from!.bars.columns[key][row]!))
      columns.set(name, column('last'))
      columns.set(`${name}_low`, column('low'))
      columns.set(`${name}_high`, column('high'))
      if (from !== undefined) addBands(from, `${name}_`)
    }
    addSpread(
      'buy2_sell1',
      out,
      made((row) => buy2Sell1(bid1[row]!, ask2[row]!)),
    )
    addSpread(
      'buy1_sell2',
      back,
      made((row) => buy1Sell2(ask1[row]!, bid2[row]!)),
    )
  }
  for (const name of ['bid1', 'ask1', 'bid2', 'ask2', 'count'] as const) {
    columns.set(name, pick(own[name]))
  }
  return { time, columns }
}

function bandsOf(rows: PairRows, bands: BandChoice, time: readonly number[]) {
  const minutes = BAND_MINUTES[bands]
  if (minutes === undefined) {
    const { upper, lower } = rows.bars.columns
    const at = rowsAt(rows, time)
    const pick = (column: ArrayLike<number>) => at.map((row) => column[row] ?? NaN)
    return { upper: pick(upper), lower: pick(lower) }
  }
  const bars = barRowsOf(rows)
  const { upper, lower } = timeBands(bars, minutes)
  const rowOf = new Map<number, number>()
  for (let row = 0; row < bars.length; row++) {
    if (isBar(bars, row)) rowOf.set(bars.time[row]!, row)
  }
  const pick = (column: ArrayLike<number>) =>
    time.map((each) => column[rowOf.get(each) ?? -1] ?? NaN)
  return { upper: pick(upper), lower: pick(lower) }
}

/** The row of each time, -1 where there is none. */
function rowsAt({ bars }: PairRows, time: readonly number[]): number[] {
  let row = 0
  return time.map((each) => {
    while (row < bars.length && bars.time[row]! < each) row++
    return row < bars.length && bars.time[row] === each ? row : -1
  })
}
