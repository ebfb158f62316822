import { get, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { pairsListSchema } from '@/lib/protocol/pairs-list'
import { LiveMarket } from '../testing/live-market'
import { pairsEndpoint } from './pairs-endpoint'
import { openHub } from './testing/hub-setup'
import { serveHub } from './testing/stream-client'

/** Leg 1 in percent above leg 2, now. */
function quote(market: LiveMarket, symbol: string, percent: number, ageMs = 0): void {
  const timeMs = Date.now() - ageMs
  market.quote('Binance', symbol, timeMs, 100 + percent)
  market.quote('Bybit', symbol, timeMs, 100)
}

async function list(market: LiveMarket, query: string) {
  await using server = await serveHub(openHub(market))
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${server.url}/api/pairs?${query}`, { agent: false }, resolve).on('error', reject)
  })
  expect(response.statusCode).toBe(200)
  const answer = pairsListSchema.parse(await json(response))
  return { ...answer, symbols: answer.pairs.map(({ symbol }) => symbol) }
}

describe(pairsEndpoint, () => {
  function market(): LiveMarket {
    const live = new LiveMarket()
    quote(live, 'AAA_USDT', 0.9, 6_000)
    quote(live, 'AAA_USDT', 0.0, 5_500)
    quote(live, 'AAA_USDT', 0.1, 1)
    quote(live, 'BTC_USDT', 0.5)
    quote(live, 'ETH_USDT', -0.7)
    quote(live, 'XRP_USDT', 5, 8_000)
    live.engine.sweep(Date.now(), { up: true, downSinceMs: 0 })
    return live
  }

  it('[PE1] ranks by the size of the spread now, pairs in a hole last', async () => {
    const answer = await list(market(), '')
    expect(answer).toMatchObject({ total: 4, matched: 4, spread: 'bid' })
    expect(answer.symbols).toEqual(['ETH_USDT', 'BTC_USDT', 'AAA_USDT', 'XRP_USDT'])
    expect(answer.pairs[0]).toEqual({
      pair: 'ETH_USDT:Binance:Bybit',
      symbol: 'ETH_USDT',
      exchange1: 'Binance',
      exchange2: 'Bybit',
      last: -0.7,
      extreme: -0.7,
      episodes: 0,
      waiting: null,
      waiting_legs: [],
    })
    expect(answer.pairs[3]).toMatchObject({ last: null, extreme: 5 })
    expect(answer.largest).toEqual(answer.pairs[0])
  })

  it('[PE2] ranks by extreme, episodes and symbol', async () => {
    const live = market()
    const symbols = async (sort: string) => (await list(live, `sort=${sort}`)).symbols
    expect(await symbols('extreme')).toEqual(['XRP_USDT', 'AAA_USDT', 'ETH_USDT', 'BTC_USDT'])
    expect((await symbols('episodes'))[0]).toBe('AAA_USDT')
    expect(await symbols('symbol')).toEqual(['AAA_USDT', 'BTC_USDT', 'ETH_USDT', 'XRP_USDT'])
  })

  it('[PE3] leaves out what does not reach min or does not match, and says how many there are', async () => {
    const live = market()
    expect(await list(live, 'min=0.4')).toMatchObject({
      ...{ total: 4, matched: 2, symbols: ['ETH_USDT', 'BTC_USDT'] },
    })
    expect(await list(live, 'limit=1')).toMatchObject({ matched: 4, symbols: ['ETH_USDT'] })
    expect((await list(live, 'search=btc%2Fusdt+binance')).symbols).toEqual(['BTC_USDT'])
    expect((await list(live, 'search=okx')).symbols).toEqual([])
    expect(await list(live, 'min=9')).toMatchObject({ largest: { symbol: 'ETH_USDT' }, pairs: [] })
  })

  it('[PE4] has no largest while no pair has a spread', async () => {
    expect(await list(new LiveMarket(), '')).toMatchObject({ total: 0, largest: null })
  })

  it('[PE5] finds a symbol in any of its spellings, an exchange as it is spelt', async () => {
    const live = market()
    for (const word of ['btcusdt', 'BTC-usdt', 'tc_us', 'BTC/']) {
      expect((await list(live, `search=${word}`)).symbols).toEqual(['BTC_USDT'])
    }
    expect(await list(live, 'search=nance+bybit')).toMatchObject({ matched: 4 })
    expect(await list(live, 'search=by-bit')).toMatchObject({ matched: 0 })
    expect(await list(live, 'search=usdtbinance')).toMatchObject({ matched: 0 })
  })
})
