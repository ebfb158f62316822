import { describe, expect, it } from 'vitest'
import { SPREAD_KINDS } from '../market/spread-kind'
import { generatedQuotes } from './testing/generated-quotes'
import { createMarketRig } from './testing/market-rig'

const QUOTES = 4_000
const SWAPPED = { symbol: 'icp/usdt', exchange1: 'OKX', exchange2: 'binance' }

/** The pair of Binance and OKX, and what its rows say of every kind. */
function setup() {
  const rig = createMarketRig()
  const quotes = generatedQuotes(7, QUOTES).filter(({ exchange }) => exchange !== 'Bybit')
  const seen = (key: string) =>
    SPREAD_KINDS.map((_, kind) => {
      const { result, length, time, count, last, low, high, upper, lower } = rig.rows(key, kind)
      expect(result).toBe('ok')
      const columns = [time, count, last, low, high, upper, lower]
      return columns.map((column) => [...column.subarray(0, length)])
    })
  const reorder = () => [...rig.engine.reorderPairs()]
  return { ...rig, quotes, reorder, seen }
}

describe('the order of the legs', () => {
  it('[PD4] is that of the names unless it was said otherwise, in whatever spelling', () => {
    const { engine, pairs, quote, quotes } = setup()
    engine.setLegOrder([SWAPPED])
    quotes.forEach((each) => quote(each))
    expect([...pairs.keys()]).toEqual(['ICP_USDT:OKX:Binance'])
  })

  it('[PD5] makes a pair again as if it had had its legs so from the start', () => {
    const expected = setup()
    expected.engine.setLegOrder([SWAPPED])
    expected.quotes.forEach((each) => expected.quote(each))

    const { engine, head, pairs, quote, quotes, removed, reorder, seen } = setup()
    quotes.slice(0, -10).forEach((each) => quote(each))
    engine.setLegOrder([SWAPPED])
    reorder()
    quotes.slice(-10).forEach((each) => quote(each))
    expect(removed).toEqual(['ICP_USDT:Binance:OKX'])
    expect([...pairs.keys()]).toEqual(['ICP_USDT:OKX:Binance'])
    const key = 'ICP_USDT:OKX:Binance'
    expect(seen(key)).toEqual(expected.seen(key))
    const { now, extreme, episodes, arrivalMs, time1Ms, bid2 } = head(key)
    expect(expected.head(key)).toMatchObject({ now, extreme, episodes, arrivalMs, time1Ms, bid2 })
    expect(engine.counters().points).toBe(expected.engine.counters().points)
  })

  it('[PD5] leaves a pair alone that is in order, and turns one back that is wanted no more', () => {
    const { engine, pairs, quote, quotes, removed, reorder } = setup()
    quotes.forEach((each) => quote(each))
    engine.setLegOrder([{ ...SWAPPED, exchange1: 'Binance', exchange2: 'OKX' }])
    reorder()
    expect(removed).toEqual([])
    engine.setLegOrder([SWAPPED])
    reorder()
    engine.setLegOrder([])
    reorder()
    expect([...pairs.keys()]).toEqual(['ICP_USDT:Binance:OKX'])
  })

  it('[PD6] is kept for 10,000 pairs and no more', () => {
    const { engine, pairs, quote, quotes } = setup()
    const others = Array.from({ length: 10_000 }, (_, at) => ({ ...SWAPPED, symbol: `S${at}` }))
    engine.setLegOrder([...others, SWAPPED])
    quotes.forEach((each) => quote(each))
    expect([...pairs.keys()]).toEqual(['ICP_USDT:Binance:OKX'])
  })
})
