import { expect, it } from 'vitest'
import { screenerCsv, screenerNdjson } from './screener-export'
import { rowOf } from './testing/screener-rows'

const ROWS = [
  { row: rowOf('STRK_USDT', { edgePct: 0.123456, buyOn: 2, spreadPct: 1 }), spark: [null, 0.5] },
  { row: rowOf('A"B', { edgePct: null, buyOn: null }), spark: undefined },
]

it('[SN10] a file has the columns that are shown in their order, and figures as they came', () => {
  expect(screenerCsv(ROWS, ['buyOn', 'spark', 'edgePct'])).toBe(
    'symbol,exchange1,exchange2,buyOn,edgePct\r\n' +
      'STRK_USDT,Binance,Bybit,Bybit,0.123456\r\n' +
      '"A""B",Binance,Bybit,,\r\n',
  )
  const lines = screenerNdjson(ROWS, ['buyOn', 'spark', 'edgePct']).trimEnd().split('\n')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      ...{ symbol: 'STRK_USDT', exchange1: 'Binance', exchange2: 'Bybit' },
      ...{ buyOn: 'Bybit', spark: [null, 0.5], edgePct: 0.123456 },
    },
    {
      ...{ symbol: 'A"B', exchange1: 'Binance', exchange2: 'Bybit' },
      ...{ buyOn: null, spark: null, edgePct: null },
    },
  ])
})
