import type { BarRows } from '../bar-rows'
import { createRowColumns, type RowColumns } from '../series-columns'
import { seededRandom } from './seeded-random'

export interface MadeBar {
  time: number
  last: number
  low?: number
  high?: number
  bid1?: number
  bid2?: number
}

/** Where a row is a number, a hole begins at that second. */
export function madeRows(bars: readonly (MadeBar | number)[]): RowColumns {
  const rows = createRowColumns(bars.length)
  for (const [row, bar] of bars.entries()) {
    const isHole = typeof bar === 'number'
    const { time, last, bid1 = 100, bid2 = 100 } = isHole ? { time: bar, last: NaN } : bar
    const { low = last, high = last } = isHole ? {} : bar
    rows.time[row] = time
    rows.count[row] = isHole ? -1 : 1
    rows.last[row] = last
    rows.low[row] = low
    rows.high[row] = high
    rows.bid1[row] = bid1
    rows.ask1[row] = bid1
    rows.bid2[row] = bid2
    rows.ask2[row] = bid2
  }
  rows.length = bars.length
  return rows
}

/**
 * Seeded bars of a spread that goes back and forth on ticks of 0.01 %, to 0.5 % and more: seconds
 * without points, holes with rows and without, spikes within a second, exact zeros, equal values.
 */
export function randomRows(seed: number, bars: number, startS = 1_762_603_200): RowColumns {
  const random = seededRandom(seed)
  const made: (MadeBar | number)[] = []
  // Without a negative zero.
  const tick = (value: number) => Math.round(value * 100) / 100 + 0
  let time = startS
  let level = 0
  let price = 100
  while (made.length < bars) {
    level = level * 0.97 + (random() - 0.5) * 0.12
    price *= 1 + (random() - 0.5) * 0.001
    const last = random() < 0.05 ? 0 : tick(level)
    const spike = random() < 0.03 ? 0.6 : 0.02
    const low = Math.min(last, tick(level - random() * spike))
    const high = Math.max(last, tick(level + random() * spike))
    made.push({ time, last, low, high, bid1: price * (1 + last / 100), bid2: price })
    time += random() < 0.15 ? 2 : 1
    const draw = random()
    if (draw < 0.01) made.push(time++)
    else if (draw < 0.02) made.push(time++, (time += 7) - 3)
    else if (draw < 0.03) time += 3 + Math.floor(random() * 60)
  }
  return madeRows(made)
}

/** The same rows of bars alone, as a browser holds them, and where holes begin. */
export function withoutHoleRows(rows: RowColumns): { bars: BarRows; holeStarts: number[] } {
  const isBar = (_: number, row: number) => row < rows.length && rows.count[row]! > 0
  const bars = {
    length: rows.count.filter(isBar).length,
    time: rows.time.filter(isBar),
    count: rows.count.filter(isBar),
    last: rows.last.filter(isBar),
    low: rows.low.filter(isBar),
    high: rows.high.filter(isBar),
    bid1: rows.bid1.filter(isBar),
    ask1: rows.ask1.filter(isBar),
    bid2: rows.bid2.filter(isBar),
    ask2: rows.ask2.filter(isBar),
  }
  const holeStarts = [...rows.time.filter((_, row) => row < rows.length && rows.count[row]! <= 0)]
  return { bars, holeStarts }
}
