import { expect, it } from 'vitest'
import { historyAddress, pairAddress } from './addresses'

it('[EV1] addresses of a pair keep every character of its names', () => {
  expect(pairAddress('BTC_USDT:Binance:Bybit')).toBe('/pair/BTC_USDT/Binance/Bybit')
  expect(pairAddress('BTC/USDT:A B:C?D')).toBe('/pair/BTC%2FUSDT/A%20B/C%3FD')
  expect(historyAddress('BTC_USDT:A&B:Bybit')).toBe('/history?pair=BTC_USDT:A%26B:Bybit')
})
