import { describe, expect, it } from 'vitest'
import { percent } from '@/lib/protocol/column-text'
import { createRowColumns, type RowColumns } from '@/lib/spread/series-columns'
import { encodeChanges, encodeSeries, seqPrefix } from './line-encoder'

const ENTRY = {
  symbol: 'BTC_USDT',
  exchange1: 'Börse "A"',
  exchange2: 'B',
  key: 'BTC_USDT:Börse "A":B',
  slot: 0,
  generation: 1,
}
const AGES = { age1Ms: 12.6, age2Ms: NaN }

/** One bar, then a hole that is still open. */
function rows(): RowColumns {
  const columns = createRowColumns(2)
  columns.length = 2
  columns.time.set([1_700_000_000, 1_700_000_001])
  columns.count.set([3, -2])
  for (const column of [columns.last, columns.low, columns.high, columns.upper, columns.lower]) {
    column.set([-0.12345678, NaN])
  }
  for (const column of [columns.bid1, columns.ask1, columns.bid2]) column.set([1.1e-9, NaN])
  columns.ask2.set([Infinity, NaN])
  return columns
}

function parse(tail: Buffer | undefined): unknown {
  return JSON.parse(`${seqPrefix(5)}${tail?.toString()}`)
}

describe('line encoder', () => {
  it('[ST25] writes a series: bars as columns, holes as gaps, names of any kind', () => {
    expect(parse(encodeSeries(ENTRY, 'bid', rows(), 0, AGES))).toEqual({
      seq: 5,
      type: 'series',
      pair: ENTRY.key,
      symbol: 'BTC_USDT',
      exchange1: 'Börse "A"',
      exchange2: 'B',
      spread: 'bid',
      time: [1_700_000_000],
      last: [-0.123457],
      low: [-0.123457],
      high: [-0.123457],
      upper: [-0.123457],
      lower: [-0.123457],
      bid1: [1.1e-9],
      ask1: [1.1e-9],
      bid2: [1.1e-9],
      ask2: [null],
      count: [3],
      gaps: [{ from: 1_700_000_001, to: null, cause: 'leg2_stale' }],
      age1_ms: 13,
      age2_ms: null,
    })
  })

  it('[ST26] writes changes: a gap line for each hole, then the bars', () => {
    const [gap, bars, ...rest] = encodeChanges(ENTRY, rows(), AGES)
    expect(parse(gap)).toEqual({
      ...{ seq: 5, type: 'gap', pair: ENTRY.key, from: 1_700_000_001, to: null },
      cause: 'leg2_stale',
    })
    expect(parse(bars)).toMatchObject({ type: 'bars', time: [1_700_000_000], count: [3] })
    expect(rest).toEqual([])
  })

  it.each([
    [0.1234564999, 0.123456],
    [-0.0000001, 0],
    [-0, 0],
    [NaN, null],
    [-Infinity, null],
  ])('[ST27] rounds %d percent to %d', (value, expected) => {
    expect(percent(value)).toBe(expected)
  })
})
