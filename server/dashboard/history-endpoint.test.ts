import { describe, expect, it } from 'vitest'
import { chartObjectSchema } from '@/lib/protocol/chart-object'
import { LiveMarket } from '../testing/live-market'
import { historyEndpoint } from './history-endpoint'
import { listOf, openRig, sourceOf } from './testing/dashboard-rig'

const T0_MS = 1_762_603_200_000
const PATH = '/api/dashboard_data'

describe(historyEndpoint, () => {
  it('[HD1] has an empty body while nothing is recorded', async () => {
    await using rig = await openRig(new LiveMarket(), [])
    const empty = { status: 200, type: 'application/x-ndjson', body: '' }
    expect(await rig.get(PATH)).toEqual(empty)
    expect(await rig.get(`${PATH}?symbol=BTC_USDT&from=1762603200&max_points=9`)).toEqual(empty)
    expect(await rig.get(PATH, 'HEAD')).toEqual(empty)
  })

  it('[HD3] is that of the mock windows while mocks are loaded, as far as asked for', async () => {
    const market = new LiveMarket()
    for (const symbol of ['BTC_USDT', 'ETH_USDT']) {
      for (let second = 0; second < 5; second++) {
        const timeMs = T0_MS + second * 1_000
        for (const exchange of ['OKX', 'Bybit', 'Binance'])
          market.quote(exchange, symbol, timeMs, 100)
      }
    }
    const keys = ['ETH/USDT:Binance:Bybit', 'BTC/USDT:Bybit:OKX', 'BTC/USDT:Binance:Bybit']
    await using rig = await openRig(market, listOf(...keys))
    rig.setSource(sourceOf(listOf(...keys), market, 'mock'))
    const ask = async (query: string) =>
      (await rig.get(`${PATH}${query}`)).body
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => chartObjectSchema.parse(JSON.parse(line)))
        .map(({ symbol, exchange1, timestamps }) => [symbol, exchange1, timestamps.length])
    expect(await ask('')).toEqual([
      ...[
        ['BTC/USDT', 'Binance', 5],
        ['BTC/USDT', 'Bybit', 5],
        ['ETH/USDT', 'Binance', 5],
      ],
    ])
    expect(await ask('?symbol=btcusdt&exchange1=BYBIT')).toEqual([['BTC/USDT', 'Bybit', 5]])
    expect(await ask('?exchange2=okx&max_points=2')).toEqual([['BTC/USDT', 'Bybit', 2]])
    const from = T0_MS / 1_000
    expect(await ask(`?symbol=ETH-USDT&from=${from + 1}&to=${from + 3}`)).toEqual([
      ['ETH/USDT', 'Binance', 3],
    ])
    expect(await ask(`?from=${from + 60}`)).toEqual([])
    expect((await rig.get(PATH, 'HEAD')).body).toBe('')
  })

  it('[HD2] refuses a wrong query, and says why the statistics cannot be read', async () => {
    const market = new LiveMarket()
    await using rig = await openRig(market, [])
    expect((await rig.get(`${PATH}?from=soon`)).status).toBe(400)
    const fault = 'summary.csv: line 1: there is no column symbol'
    rig.setSource({ opportunities: { source: 'analyzer', all: () => [], fault }, windows: market })
    expect(await rig.get(PATH)).toMatchObject({ status: 500, body: expect.stringContaining(fault) })
  })
})
