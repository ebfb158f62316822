import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { opportunitiesListSchema } from '@/lib/protocol/opportunities-list'
import { pairsListSchema } from '@/lib/protocol/pairs-list'
import { Ranking } from './stream/ranking'
import { RowSource } from './stream/row-source'
import { openHub } from './stream/testing/hub-setup'
import { readStream, serveHub } from './stream/testing/stream-client'
import { LiveMarket } from './testing/live-market'
import { WatchedPairs, type MockPairs, type SuspectWatch } from './watched-pairs'
import { eventually } from './testing/eventually'

const HEADER = 'symbol,exchange1,exchange2,opportunity_cycles_040bp,pct_time_above_040bp\n'

class OrderedMarket extends LiveMarket {
  setLegOrder(pairs: Parameters<LiveMarket['engine']['setLegOrder']>[0]): void {
    this.engine.setLegOrder(pairs)
    Array.from(this.engine.reorderPairs())
  }
}

const undo: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Leg 1 in percent above leg 2. */
function quote(market: LiveMarket, symbol: string, percent: number, ageMs = 0): void {
  const timeMs = Date.now() - ageMs
  market.quote('Binance', symbol, timeMs, 100 + percent)
  market.quote('Bybit', symbol, timeMs, 100)
}

async function setup({
  hasMocks = true,
  screener,
}: { hasMocks?: boolean; screener?: SuspectWatch } = {}) {
  const market = new OrderedMarket()
  const folder = await mkdtemp(path.join(tmpdir(), 'watched-'))
  undo.push(() => rm(folder, { recursive: true }))
  let modified = 1_000
  const put = async (name: string, rows: string) => {
    const file = path.join(folder, name)
    await writeFile(file, rows)
    await utimes(file, ++modified, modified)
  }
  const hub = openHub(market)
  undo.push(() => hub.close())
  let mock: MockPairs | undefined
  const watched = new WatchedPairs({
    ...{ folder, minCycles: 40, toleranceMs: 2_000, lookMs: 10 },
    live: { market, ranking: hub.ranking, clock: Date.now },
    mock: hasMocks ? () => mock : undefined,
    ...(screener && { screener }),
    warn: () => {},
  })
  undo.push(() => watched.stop())
  const server = createServer((request, response) => {
    const [address, query] = (request.url ?? '').split('?')
    if (address === '/api/opportunities') watched.opportunities(request, response)
    else watched.pairs(request, response, new URLSearchParams(query))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = async (address: string): Promise<unknown> => (await fetch(url + address)).json()
  return {
    ...{ market, hub, put, folder, watched },
    setMock: (pairs: MockPairs | undefined) => (mock = pairs),
    pairs: async (query: string) => pairsListSchema.parse(await ask(`/api/pairs?${query}`)),
    opportunities: async () => opportunitiesListSchema.parse(await ask('/api/opportunities')),
  }
}

describe(WatchedPairs, () => {
  it('[OP13] says why an opportunity has no spread', async () => {
    const { market, put, watched, opportunities } = await setup()
    quote(market, 'BTC_USDT', 0.5)
    quote(market, 'ETH_USDT', 0.5, 10_000)
    market.quote('Binance', 'ETH_USDT', Date.now(), 100)
    market.quote('Bybit', 'SOL_USDT', Date.now(), 100)
    market.engine.sweep(Date.now(), { up: true, downSinceMs: 0 })
    const symbols = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT', 'XYZ/USDT']
    await put('a.csv', HEADER + symbols.map((one) => `${one},binance,Bybit,50,1\n`).join(''))
    await watched.start()

    const waiting = async () => (await opportunities()).opportunities.map((one) => one.waiting)
    expect(await waiting()).toEqual([
      null,
      'Bybit stale',
      'no quotes from binance',
      'unknown symbol',
    ])
    market.quote('OKX', 'XYZ_USDT', Date.now(), 1)
    expect((await waiting())[3]).toBe('no quotes from binance and Bybit')
    market.setFeed({ state: 'silent' })
    expect((await waiting())[1]).toBe('feed down')
  })

  it('[SCP1] leaves out suspects of the live market, those alone that nobody trusts', async () => {
    let watched = 0
    const suspects = new Set(['LUNAUSDT:BINANCE:BYBIT', 'GONE:A:B'])
    const screener = { suspects, watch: () => void watched++ }
    const rig = await setup({ screener })
    quote(rig.market, 'BTC_USDT', 0.5)
    quote(rig.market, 'LUNA_USDT', 50)
    await rig.put('a.csv', `${HEADER}luna/usdt,binance,Bybit,50,1\n`)
    await rig.watched.start()
    const found = async (query: string) => {
      const { pairs, total, matched, hidden_suspects: hidden, largest } = await rig.pairs(query)
      const symbols = pairs.map(({ symbol }) => symbol)
      return { symbols, counts: [total, matched, hidden], largest: largest?.symbol }
    }
    const [btc, luna] = ['BTC_USDT', 'LUNA_USDT']
    expect(await found('')).toEqual({ symbols: [btc], counts: [2, 1, 1], largest: btc })
    expect(watched).toBe(1)
    const all = { symbols: [luna, btc], counts: [2, 2, 0], largest: luna }
    expect(await found('suspects=shown')).toEqual(all)
    expect(await found('trusted=X:Y:Z,luna-usdt:binance:BYBIT')).toEqual(all)
    expect(await found('source=analyzer')).toMatchObject({ counts: [1, 0, 1] })
    expect(await found('search=luna')).toMatchObject({ counts: [2, 0, 1] })
    rig.setMock({
      ...{ market: rig.market, ranking: rig.hub.ranking, clock: Date.now, loadedAt: () => null },
      opportunities: () => [{ symbol: 'LUNA_USDT', exchange1: 'Binance', exchange2: 'Bybit' }],
    })
    expect(await found('source=mock')).toMatchObject({ counts: [1, 1, 0] })
    suspects.clear()
    expect(await found('source=live')).toEqual(all)
  })

  it('[OP14][OP15] lists opportunities as they are spelt, those that are not there last', async () => {
    const { market, put, watched, pairs } = await setup()
    quote(market, 'BTCUSDT', 0.5)
    quote(market, 'ETHUSDT', -0.7)
    quote(market, 'XRPUSDT', 3)
    const rows = ['ZZZ-USDT,Mexc,OKX,90', 'btc-usdt,BINANCE,bybit,50', 'ETH/USDT,Binance,Bybit,45']
    await put('a.csv', HEADER + rows.map((row) => `${row},0.25\n`).join(''))
    await watched.start()

    const { pairs: listed, ...rest } = await pairs('source=analyzer')
    expect(listed).toEqual([
      expect.objectContaining({
        ...{ pair: 'ETH_USDT:Binance:Bybit', symbol: 'ETH/USDT', last: -0.7, waiting: null },
        analyzer: { cycles: 45, pct_time_above: 0.25, avg_cycle_seconds: null },
      }),
      expect.objectContaining({
        ...{ pair: 'BTC_USDT:Binance:Bybit', symbol: 'btc-usdt', exchange1: 'BINANCE' },
        ...{ last: 0.5, waiting: null, waiting_legs: [] },
      }),
      expect.objectContaining({
        ...{ pair: 'ZZZ_USDT:Mexc:OKX', symbol: 'ZZZ-USDT', last: null, extreme: null },
        ...{ waiting: 'unknown symbol', waiting_legs: [1, 2] },
      }),
    ])
    expect(rest).toMatchObject({ total: 3, matched: 3, largest: { symbol: 'ETH/USDT' } })
    const found = async (query: string) =>
      (await pairs(`source=analyzer&${query}`)).pairs.map(({ symbol }) => symbol)
    expect(await found('min=0.6')).toEqual(['ETH/USDT'])
    expect(await found('search=zzz')).toEqual(['ZZZ-USDT'])
    expect(await found('sort=symbol')).toEqual(['btc-usdt', 'ETH/USDT', 'ZZZ-USDT'])
  })

  it('[OP16] auto is mock while it is loaded, else analyzer, else live', async () => {
    const { market, put, folder, watched, pairs, setMock } = await setup()
    quote(market, 'BTC_USDT', 0.5)
    await watched.start()
    expect(await pairs('source=auto')).toMatchObject({
      ...{ source: 'live', sources: { live: 1 }, fault: null, total: 1 },
    })
    expect(await pairs('source=analyzer')).toMatchObject({ source: 'analyzer', pairs: [] })

    await put('a.csv', `${HEADER}BTC_USDT,Binance,Bybit,50,1\nETH_USDT,Binance,Bybit,50,1\n`)
    await eventually(async () => {
      expect(await pairs('source=auto')).toMatchObject({
        ...{ source: 'analyzer', sources: { live: 1, analyzer: 2 }, total: 2 },
      })
    })
    expect(await pairs('')).toMatchObject({ source: 'live', total: 1 })

    const other = new LiveMarket()
    quote(other, 'MOCK_USDT', 0.9)
    const ranking = new Ranking(other, new RowSource(other))
    const listed = ['MOCK-USDT', 'NONE-USDT'].map((symbol) => {
      return { symbol, exchange1: 'Binance', exchange2: 'Bybit' }
    })
    expect((await pairs('source=mock')).mock_loaded_at).toBeNull()
    const loadedAt = '2025-11-19T12:00:00.000Z'
    setMock({
      ...{ market: other, ranking, clock: Date.now },
      ...{ opportunities: () => listed, loadedAt: () => loadedAt },
    })
    expect(await pairs('source=auto')).toMatchObject({
      ...{ source: 'mock', sources: { live: 1, analyzer: 2, mock: 2 }, mock_loaded_at: loadedAt },
      pairs: [
        { symbol: 'MOCK-USDT', last: 0.9 },
        { symbol: 'NONE-USDT', waiting: 'unknown symbol' },
      ],
    })
    expect(watched.inForce()).toMatchObject({ source: 'mock' })
    setMock(undefined)
    expect((await pairs('source=auto')).source).toBe('analyzer')

    await put('b.csv', 'x\n')
    await eventually(async () => {
      const { source, fault } = await pairs('source=auto')
      expect([source, fault]).toEqual(['analyzer', expect.stringMatching(/^b\.csv: line 1: there/)])
    })
    expect(watched.inForce().fault).toBeUndefined()
    await rm(path.join(folder, 'a.csv'))
    await rm(path.join(folder, 'b.csv'))
    await eventually(async () => {
      expect(await pairs('source=auto')).toMatchObject({ source: 'live', fault: null })
    })
  })

  it('[OP16] tells nothing of mock data where there can be none', async () => {
    const { pairs } = await setup({ hasMocks: false })
    expect(await pairs('source=mock')).toMatchObject({ source: 'mock', total: 0 })
    expect(await pairs('source=auto')).not.toHaveProperty('mock_loaded_at')
  })

  it('[OP17] tells the list in force, its file and the figures', async () => {
    const { market, put, watched, opportunities } = await setup()
    quote(market, 'BTC_USDT', 0.5)
    await watched.start()
    expect(await opportunities()).toEqual({
      ...{ source: 'discovered', file: null, min_cycles: 40, fault: null },
      opportunities: [
        {
          ...{ symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'Bybit' },
          ...{ live: true, waiting: null, figures: {} },
        },
      ],
    })
    await put('a.csv', `${HEADER}BTCUSDT,Binance,Bybit,50,1.5\nETH_USDT,Binance,Bybit,3,1\n`)
    await eventually(async () => {
      expect(await opportunities()).toEqual({
        ...{ source: 'analyzer', min_cycles: 40, fault: null },
        file: { name: 'a.csv', modified: '1970-01-01T00:16:41.000Z', rows_read: 2, rows_kept: 1 },
        opportunities: [
          {
            ...{ symbol: 'BTCUSDT', exchange1: 'Binance', exchange2: 'Bybit' },
            ...{ live: true, waiting: null },
            figures: { opportunity_cycles_040bp: 50, pct_time_above_040bp: 1.5 },
          },
        ],
      })
    })
    expect(watched.report()).toEqual({ source: 'analyzer', file: 'a.csv', pairs: 1, fault: null })
  })

  it('[OP18] a new file takes effect on the streams that are open, legs in its order', async () => {
    const { market, hub, put, watched, pairs } = await setup()
    quote(market, 'BTC_USDT', 1)
    quote(market, 'ETH_USDT', 1)
    await watched.start()
    await using server = await serveHub(hub)
    const asked = 'BTC_USDT:Bybit:Binance,ETH_USDT:Binance:Bybit'
    using stream = await readStream(`${server.url}/api/stream?pairs=${asked}`)
    const seriesOf = () =>
      stream.lines.flatMap((line) => (line.type === 'series' ? [line.pair] : []))
    await eventually(() => expect(seriesOf()).toEqual(['ETH_USDT:Binance:Bybit']))

    await put('a.csv', `${HEADER}BTC_USDT,Bybit,Binance,50,1\n`)
    await eventually(() => expect(seriesOf()).toContain('BTC_USDT:Bybit:Binance'))
    quote(market, 'ETH_USDT', 2)
    await eventually(() => {
      const bars = stream.lines.findLast((line) => line.type === 'bars')
      expect([bars?.pair, bars?.last.at(-1)]).toEqual(['ETH_USDT:Binance:Bybit', 2])
    })
    expect(stream.lines.filter((line) => line.type === 'hello')).toHaveLength(1)
    await eventually(async () => {
      const { pairs: listed } = await pairs('source=analyzer')
      expect(listed[0]).toMatchObject({ pair: 'BTC_USDT:Bybit:Binance', last: -0.990099 })
    })
  })
})
