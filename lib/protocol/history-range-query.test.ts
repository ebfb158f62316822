import { describe, expect, it } from 'vitest'
import { BAR_SECONDS, chooseBarSeconds } from './history-line'
import { parseHistoryPairsQuery } from './history-pairs'
import { parseHistoryRangeQuery } from './history-range-query'

const NOW_MS = Date.UTC(2025, 10, 8, 13)
const PAIR = 'symbol=ICP_USDT&exchange1=Binance&exchange2=Bybit'
const parse = (query: string) => parseHistoryRangeQuery(new URLSearchParams(query), NOW_MS)

describe(parseHistoryRangeQuery, () => {
  it('[HI1] asks for the last hour, either leg, bid and 4,000 bars unless told otherwise', () => {
    expect(parse(PAIR)).toEqual({
      ...{ symbol: 'ICP_USDT', exchange1: 'Binance', exchange2: 'Bybit' },
      ...{ fromMs: NOW_MS - 3_600_000, toMs: NOW_MS },
      ...{ spread: 'bid', join: 'either', maxPoints: 4_000, leastBarSeconds: 1 },
    })
    const all = '&from=2025-11-08T12:00:00Z&to=1762606800.5&spread=buy2_sell1&join=left'
    expect(parse(`${PAIR}${all}&max_points=100000&bar_seconds=60`)).toMatchObject({
      ...{ fromMs: NOW_MS - 3_600_000, toMs: NOW_MS + 500 },
      ...{ spread: 'buy2_sell1', join: 'left', maxPoints: 100_000, leastBarSeconds: 60 },
    })
    expect(parse(`${PAIR}&to=100000000000`)).toMatchObject({ toMs: 1e14 })
    expect(parse(`${PAIR}&to=60`)).toMatchObject({ fromMs: 0, toMs: 60_000 })
  })

  it.each([
    ['exchange1=A&exchange2=B', 'symbol: is missing'],
    ['symbol=S&exchange1=A', 'exchange2: is missing'],
    ['symbol=S&exchange1=okx&exchange2=OKX', "exchange2: must not be exchange1, but is 'OKX'"],
    ['symbol=%2F&exchange1=A&exchange2=B', 'symbol: must be a symbol such as BTC_USDT'],
    [`${PAIR}&from=soon`, 'from: must be an ISO 8601 time in UTC or epoch seconds'],
    [
      `${PAIR}&from=1762596000000`,
      "epoch seconds, not '1762596000000', which looks like milliseconds",
    ],
    [`${PAIR}&to=100000000001`, "to: must be an ISO 8601 time in UTC or epoch seconds, not '1000"],
    [`${PAIR}&from=9&to=8`, "to: must not be before from, but is '8'"],
    [`${PAIR}&from=2026-01-01`, 'from: must be an ISO 8601 time'],
    [`${PAIR}&join=right`, "join: must be one of either, left, not 'right'"],
    [`${PAIR}&spread=ask`, 'spread: must be one of bid, buy2_sell1, buy1_sell2'],
    [`${PAIR}&max_points=0`, 'max_points: must be a whole number from 1 to 100000'],
    [`${PAIR}&max_points=100001`, 'max_points: must be a whole number from 1 to 100000'],
    [`${PAIR}&bar_seconds=3`, 'bar_seconds: must be one of 1, 2, 5, 10, 15, 30, 60, 120'],
    [`${PAIR}&page=2`, 'page: is not a parameter here'],
    [`${PAIR}&symbol=B`, 'symbol: is given more than once'],
  ])('[HI2] refuses %s', (query, detail) => {
    expect(() => parse(query)).toThrow(detail)
  })

  it('[HI2] refuses a wrong search of recorded pairs', () => {
    const search = (query: string) => parseHistoryPairsQuery(new URLSearchParams(query))
    expect(search('')).toEqual({ words: [], limit: 500 })
    expect(search('search=icp  okx ICP&limit=7')).toEqual({ words: ['ICP', 'OKX'], limit: 7 })
    expect(() => search('limit=2001')).toThrow('limit: must be a whole number from 1 to 2000')
    expect(() => search('from=1')).toThrow('from: is not a parameter here; those are search, limit')
  })
})

describe(chooseBarSeconds, () => {
  it('[HI3] bars are as short as max_points allows, whatever the range', () => {
    const hours = (count: number) => [NOW_MS, NOW_MS + count * 3_600_000 - 1] as const
    expect(chooseBarSeconds(...hours(1), 3_600)).toBe(1)
    expect(chooseBarSeconds(...hours(1), 3_599)).toBe(2)
    expect(chooseBarSeconds(...hours(1), 3_600, 60)).toBe(60)
    expect(chooseBarSeconds(...hours(24 * 7), 4_000)).toBe(300)
    expect(chooseBarSeconds(NOW_MS, NOW_MS, 1)).toBe(1)
    for (const days of [1, 3, 40, 4_000, 20_000]) {
      for (const maxPoints of [1, 10, 999, 4_000]) {
        const [fromMs, toMs] = hours(24 * days)
        const seconds = chooseBarSeconds(fromMs, toMs, maxPoints)
        const first = Math.floor(fromMs / 1_000 / seconds)
        expect(Math.floor(toMs / 1_000 / seconds) - first + 1).toBeLessThanOrEqual(maxPoints)
        const isListed = BAR_SECONDS.some((each) => each === seconds)
        expect(isListed || Math.log2(seconds / 86_400) % 1 === 0).toBe(true)
      }
    }
  })
})
