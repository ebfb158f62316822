import { describe, expect, it } from 'vitest'
import { pairIdentity, pairKey, parsePairKey } from './pair'

const PAIR = { symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'MEXC' }

describe('pair keys', () => {
  it('[MK4] come back as the pair they were written from', () => {
    expect(parsePairKey(pairKey(PAIR))).toEqual(PAIR)
  })

  it.each(['', 'BTC', 'BTC:Binance', 'BTC::MEXC', ':Binance:MEXC', 'BTC:Binance:MEXC:OKX'])(
    '[MK5] are refused in the form %j',
    (text) => expect(parsePairKey(text)).toBeUndefined(),
  )

  it('[MK6] are one pair in every spelling, but not with the legs swapped', () => {
    const respelled = { symbol: 'btc/usdt', exchange1: 'BINANCE', exchange2: 'Mexc' }
    const swapped = { ...PAIR, exchange1: 'MEXC', exchange2: 'Binance' }
    expect(pairIdentity(respelled)).toBe(pairIdentity(PAIR))
    expect(pairIdentity(swapped)).not.toBe(pairIdentity(PAIR))
  })
})
