import { describe, expect, it } from 'vitest'
import { baseQuoteSpelling, symbolIdentity } from './symbol'

describe(symbolIdentity, () => {
  it.each(['BTCUSDT', 'BTC_USDT', 'BTC/USDT', 'BTC-USDT', 'btc_usdt'])(
    '[MK1] %s is one symbol however it is spelled',
    (spelling) => expect(symbolIdentity(spelling)).toBe('BTCUSDT'),
  )
})

describe(baseQuoteSpelling, () => {
  it.each([
    ['BTC-USDT', 'BTC_USDT'],
    ['eth/btc', 'ETH_BTC'],
    ['BTCUSDT', 'BTC_USDT'],
    ['EURUSD', 'EUR_USD'],
    ['1000PEPEUSDT', '1000PEPE_USDT'],
    ['ETHFDUSD', 'ETH_FDUSD'],
  ])('[MK2] writes %s as %s', (spelling, shown) => {
    expect(baseQuoteSpelling(spelling)).toBe(shown)
  })

  it.each(['USDT', 'PIEVERSE', ''])(
    '[MK3] leaves %j whole: nothing says where its base ends',
    (s) => expect(baseQuoteSpelling(s)).toBe(s),
  )
})
