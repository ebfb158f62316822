import { get, type IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { chartObjectSchema } from '@/lib/protocol/chart-object'
import { chartPoints } from '@/lib/spread/chart-points'
import { generatedQuotes } from '@/lib/spread/testing/generated-quotes'
import { eventually } from '../testing/eventually'
import { LiveMarket } from '../testing/live-market'
import { rollingEndpoint } from './rolling-endpoint'
import { listOf, openRig } from './testing/dashboard-rig'

const PATH = '/api/rolling_window_data'
const T0_MS = 1_762_603_200_000

const lines = (body: string) =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => chartObjectSchema.parse(JSON.parse(line)))

function quoteBoth(market: LiveMarket, symbol: string, exchanges = ['Binance', 'Bybit']): void {
  for (const [index, exchange] of exchanges.entries()) {
    market.quote(exchange, symbol, T0_MS, 100 + index)
  }
}

/** Its snapshot is longer than what sockets hold by themselves. */
function longMarket() {
  const market = new LiveMarket()
  const keys = Array.from({ length: 100 }, (_, at) => `S${at}_USDT:Binance:Bybit`)
  for (const key of keys) {
    const symbol = key.split(':')[0]!
    for (let at = 0; at < 1_500; at++) {
      market.quote('Bybit', symbol, T0_MS + at, 100)
      market.quote('Binance', symbol, T0_MS + at, 100 + Math.sin(at))
    }
  }
  return { market, keys }
}

/** Begins to read, and takes nothing. */
function openStuck(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${url}${PATH}`, { agent: false }, resolve).on('error', reject)
  })
}

describe(rollingEndpoint, () => {
  it('[RW1] gives a line for each opportunity with a joined point, by symbol and exchange1', async () => {
    const market = new LiveMarket()
    quoteBoth(market, 'ETHUSDT', ['Bybit', 'Binance', 'OKX'])
    quoteBoth(market, 'BTC_USDT')
    market.quote('Binance', 'XRP_USDT', T0_MS, 1)
    market.quote('Bybit', 'XRP_USDT', T0_MS + 9_000, 1)
    market.quote('Binance', 'DOGE_USDT', T0_MS, 1)
    await using rig = await openRig(
      market,
      listOf(
        ...['ETH/USDT:Bybit:OKX', 'ETH/USDT:BINANCE:bybit', 'XRP_USDT:Binance:Bybit'],
        ...['BTC-USDT:Binance:Bybit', 'DOGE_USDT:Binance:Bybit', 'ABC_USDT:Binance:Bybit'],
      ),
    )
    const answer = await rig.get(PATH)
    expect(answer).toMatchObject({ status: 200, type: 'application/x-ndjson' })
    expect(answer.body.endsWith('}\n')).toBe(true)
    expect(
      lines(answer.body).map(({ symbol, exchange1, exchange2 }) => [symbol, exchange1, exchange2]),
    ).toEqual([
      ['BTC-USDT', 'Binance', 'Bybit'],
      ['ETH/USDT', 'BINANCE', 'bybit'],
      ['ETH/USDT', 'Bybit', 'OKX'],
    ])
  })

  it('[RW2] gives what a batch over the quotes gives, to the last bit', async () => {
    const quotes = generatedQuotes(11, 6_000)
    const market = new LiveMarket()
    for (const { exchange, symbol, timeMs, bid, ask } of quotes)
      market.quote(exchange, symbol, timeMs, bid, ask)
    const leg = (name: string) => {
      const own = quotes.filter(({ exchange }) => exchange === name)
      const bid = Float64Array.from(own, (quote) => quote.bid)
      return { timeMs: Float64Array.from(own, ({ timeMs }) => timeMs), bid, ask: bid }
    }
    await using rig = await openRig(market, listOf('ICP/USDT:OKX:Binance'))
    const [chart] = lines((await rig.get(PATH)).body)
    const points = chartPoints(leg('OKX'), leg('Binance'), 2_000)
    expect(chart?.timestamps.length).toBeGreaterThan(1_000)
    expect(chart).toEqual({
      ...{ symbol: 'ICP/USDT', exchange1: 'OKX', exchange2: 'Binance' },
      timestamps: Array.from(points.timeMs, (timeMs) => Math.round(timeMs) / 1_000),
      spreads: [...points.spread],
      upper_band: [...points.upper],
      lower_band: [...points.lower],
    })
  })

  it('[RW3] gives every opportunity, or those asked for', async () => {
    const market = new LiveMarket()
    const keys = Array.from({ length: 60 }, (_, at) => `S${at}_USDT:Binance:Bybit`)
    for (const key of keys) quoteBoth(market, key.split(':')[0]!)
    await using rig = await openRig(market, listOf(...keys))
    const symbols = async (query: string) =>
      lines((await rig.get(`${PATH}${query}`)).body).map(({ symbol }) => symbol)
    expect(await symbols('')).toHaveLength(60)
    expect(await symbols('?top=2')).toEqual(['S0_USDT', 'S1_USDT'])
    expect(await symbols('?pairs=s7usdt:BINANCE:Bybit,S8_USDT:Bybit:OKX')).toEqual(['S7_USDT'])
    expect((await rig.get(`${PATH}?top=many`)).status).toBe(400)
    expect(await rig.get(PATH, 'HEAD')).toEqual({
      status: 200,
      type: 'application/x-ndjson',
      body: '',
    })
  })

  it('[RW7] gives any pair that is named, with its legs as they are named', async () => {
    const market = new LiveMarket()
    quoteBoth(market, 'BTC_USDT')
    quoteBoth(market, 'ETH_USDT')
    await using rig = await openRig(market, listOf('BTC_USDT:Binance:Bybit'))
    const keys = [
      ...['BTCUSDT:Bybit:BINANCE', 'btc-usdt:binance:bybit', 'eth/usdt:Binance:Bybit'],
      ...['ETH_USDT:Binance:Binance', 'XRP_USDT:Binance:Bybit'],
    ]
    const charts = lines((await rig.get(`${PATH}?pairs=${keys.join()}`)).body)
    const key = ({ symbol, exchange1, exchange2 }: (typeof charts)[number]) =>
      [symbol, exchange1, exchange2].join(':')
    expect(charts.map((chart) => [key(chart), chart.spreads])).toEqual([
      ['BTCUSDT:Bybit:BINANCE', [1.0000000000000009]],
      // As the opportunity spells it.
      ['BTC_USDT:Binance:Bybit', [-0.990099009900991]],
      ['eth/usdt:Binance:Bybit', [-0.990099009900991]],
    ])
  })

  it('[RW4] has an empty body without windows, and starts no thread for it', async () => {
    await using rig = await openRig(new LiveMarket(), listOf('BTC_USDT:Binance:Bybit'))
    expect(await rig.get(PATH)).toEqual({ status: 200, type: 'application/x-ndjson', body: '' })
    expect(rig.charts.threads).toBe(0)
  })

  it('[RW5] waits for its reader, ends with it, and turns away those who are too many', async () => {
    const { market, keys } = longMarket()
    await using rig = await openRig(market, listOf(...keys))
    const stuck = await Promise.all([openStuck(rig.url), openStuck(rig.url)])
    // Two are being answered and take nothing; 16 wait; one more is too many.
    const waiting = Array.from({ length: 16 }, () => rig.get(PATH))
    const statuses = Promise.all(waiting).then((answers) => answers.map(({ status }) => status))
    await eventually(async () => expect((await rig.get(`${PATH}?top=1`)).status).toBe(503))
    for (const reader of stuck) reader.on('error', () => {}).destroy()
    expect(await statuses).toEqual(waiting.map(() => 200))
    expect((await rig.get(`${PATH}?top=1`)).status).toBe(200)
  })

  it('[RW6] cuts off a reader that takes nothing', async () => {
    const { market, keys } = longMarket()
    await using rig = await openRig(market, listOf(...keys), { limits: { fullMs: 50 } })
    const reader = await openStuck(rig.url)
    await eventually(async () => expect(await rig.connections()).toBe(0))
    expect(rig.lines.counters().endedSlow).toBe(1)
    reader.destroy()
  })

  it('[RW8] cuts off readers that take nothing sooner when somebody waits for their place', async () => {
    const { market, keys } = longMarket()
    await using rig = await openRig(market, listOf(...keys), { awaitedFullMs: 100 })
    const stuck = await Promise.all([openStuck(rig.url), openStuck(rig.url)])
    for (const reader of stuck) reader.on('error', () => {})
    expect(await rig.get(`${PATH}?top=1`)).toMatchObject({ status: 200 })
    const { endedSlow, waiting } = rig.lines.counters()
    expect([waiting, [1, 2].includes(endedSlow)]).toEqual([0, true])
    for (const reader of stuck) reader.destroy()
  })
})
