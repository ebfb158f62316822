import { expect, it } from 'vitest'
import { createPairList, hasPair, MAX_LISTED_PAIRS, togglePair } from './pair-list'

it('[EV3] a pair is marked and unmarked, however it is spelled', () => {
  const list = createPairList('marks')
  togglePair(list, 'BTC_USDT:Binance:Bybit')
  expect(hasPair(list.getState(), 'BTCUSDT:BINANCE:bybit')).toBe(true)
  expect(hasPair(list.getState(), 'BTC_USDT:Bybit:Binance')).toBe(false)
  togglePair(list, 'BTC/USDT:Binance:Bybit')
  expect(list.getState().pairs).toEqual([])
})

it('[EV3] beyond the limit the oldest mark goes', () => {
  const list = createPairList('many')
  for (let index = 0; index <= MAX_LISTED_PAIRS; index++) togglePair(list, `S${index}:A:B`)
  const { pairs } = list.getState()
  expect(pairs).toHaveLength(MAX_LISTED_PAIRS)
  expect([pairs[0], pairs.at(-1)]).toEqual(['S1:A:B', `S${MAX_LISTED_PAIRS}:A:B`])
})
