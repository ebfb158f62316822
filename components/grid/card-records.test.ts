import { expect, it } from 'vitest'
import type { ChartItem } from '../chart/chart-item'
import { cardRecords, recordCells } from './card-records'

const TIME = Date.UTC(2025, 10, 19, 12, 47) / 1_000

function item(kind: ChartItem['kind'], second: number): ChartItem {
  const values = { last: 0.1, low: 0.05, high: 0.2, upper: NaN, lower: NaN }
  const prices = { bid1: 1.001, ask1: 1.002, bid2: 1, ask2: 1.0005, count: 3 }
  return { kind, time: TIME + second, ...values, ...prices } as unknown as ChartItem
}

it('[EV9] what is saved of a card is what it shows: places in view, with points', () => {
  const items = [item('bar', 0), item('hole', 4), item('bar', 8), item('held', 12)]
  const records = cardRecords('BTC_USDT:Binance:Bybit', 'bid', { items, places: 3, step: 4 })
  expect(records).toHaveLength(1)
  expect(recordCells(records[0]!)).toEqual([
    ...['BTC_USDT', 'Binance', 'Bybit', 'bid', '2025-11-19T12:47:08.000Z', 4],
    ...[0.1, 0.05, 0.2, NaN, NaN, 1.001, 1.002, 1, 1.0005, 3],
  ])
})
