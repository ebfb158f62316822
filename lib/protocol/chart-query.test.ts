import { describe, expect, it } from 'vitest'
import { parseRealtimeQuery, parseRollingQuery } from './chart-query'
import { parseHistoryQuery } from './history-query'

const realtime = (query: string) => parseRealtimeQuery(new URLSearchParams(query))
const rolling = (query: string) => parseRollingQuery(new URLSearchParams(query))
const history = (query: string) => parseHistoryQuery(new URLSearchParams(query))

describe('the queries of the earlier dashboard', () => {
  it('[CQ1] are for the best 50 as arrays, and for every line, unless they say otherwise', () => {
    expect(realtime('')).toEqual({ choice: { by: 'rank', top: 50 }, shape: 'array' })
    expect(realtime('top=3&shape=object')).toEqual({
      choice: { by: 'rank', top: 3 },
      shape: 'object',
    })
    expect(rolling('')).toEqual({ by: 'all' })
    expect(rolling('top=7')).toEqual({ by: 'rank', top: 7 })
    const pair = { symbol: 'BTC/USDT', exchange1: 'Binance', exchange2: 'Bybit' }
    expect(rolling('pairs=BTC/USDT:Binance:Bybit')).toEqual({ by: 'name', pairs: [pair] })
    expect(rolling('pairs=')).toEqual({ by: 'name', pairs: [] })
  })

  it('[CQ2] ignore what the earlier dashboard ignored', () => {
    expect(rolling('_=1763556420&top=7')).toEqual({ by: 'rank', top: 7 })
    expect(realtime('token=x')).toEqual(realtime(''))
    expect(history('_=1')).toEqual(history(''))
  })

  it.each(['top=0', 'top=2001', 'top=x', 'top=', 'pairs=BTC', 'top=1&pairs=A:B:C', 'top=1&top=2'])(
    '[CQ3] say what is wrong with %s',
    (query) => {
      const field = query.slice(0, query.indexOf('='))
      expect(() => rolling(query)).toThrow(`${field}: `)
      expect(() => realtime(query)).toThrow(`${field}: `)
    },
  )

  it('[CQ3] say what is wrong with the shape', () => {
    expect(() => realtime('shape=Object')).toThrow('shape: must be one of array, object')
  })

  it('[CQ4] name a stretch of history', () => {
    expect(history('')).toEqual({
      ...{ symbol: undefined, exchange1: undefined, exchange2: undefined },
      ...{ fromMs: undefined, toMs: undefined, maxPoints: undefined },
    })
    const query = 'symbol=BTC%2FUSDT&exchange1=binance&exchange2=OKX&max_points=2000'
    expect(history('from=2025-11-08T12:00:00%2B00:00').fromMs).toBe(1_762_603_200_000)
    expect(history('to=2025-11-08T12:00:00.5+00:00').toMs).toBe(1_762_603_200_500)
    expect(history(`${query}&from=2025-11-08T12:00:00Z&to=1762603203.001`)).toEqual({
      ...{ symbol: 'BTC/USDT', exchange1: 'binance', exchange2: 'OKX', maxPoints: 2000 },
      ...{ fromMs: 1_762_603_200_000, toMs: 1_762_603_203_001 },
    })
  })

  it.each([
    ...['symbol=', 'symbol=/', 'exchange1=a:b', 'exchange2=', 'from=yesterday', 'from=-1'],
    ...['to=2025-02-30T00:00:00Z', 'to=1e9', 'to=9999999999999999', 'max_points=0'],
    ...['max_points=1.5', 'to=1&from=2'],
  ])('[CQ5] say what is wrong with %s', (query) => {
    expect(() => history(query)).toThrow(`${query.slice(0, query.indexOf('='))}: `)
  })
})
