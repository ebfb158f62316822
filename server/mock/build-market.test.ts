import { describe, expect, it } from 'vitest'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import type { MockBody, MockQuote } from '@/lib/protocol/mock-data'
import { checkMockData } from '@/lib/protocol/mock-data-check'
import { createRowColumns } from '@/lib/spread/series-columns'
import { SeriesReader } from '@/lib/spread/series-reader'
import { createQuoteColumns, WindowReader } from '@/lib/spread/window-reader'
import { buildMarket } from './build-market'
import type { BuiltMarket } from './built-market'

const T0 = 1_762_603_200
const NOW_MS = (T0 + 86_400) * 1_000
const LIMITS = { windowSeconds: 3_600, asofToleranceMs: 2_000, memoryBytes: 64 * 1024 * 1024 }
const BTC = { symbol: 'BTC/USDT', exchange1: 'OKX', exchange2: 'Binance' }

function build(body: MockBody, limits = LIMITS, nowMs = NOW_MS): BuiltMarket {
  const check = checkMockData(body)
  if (check.kind !== 'data') throw new Error(JSON.stringify(check.faults))
  return buildMarket(check.data, limits, nowMs)
}

function quote(second: number, bid: number, ask = bid): MockQuote {
  return { timestamp: T0 + second, best_bid: bid, best_ask: ask }
}

function seconds(from: number, to: number, bid: number): MockQuote[] {
  return Array.from({ length: to - from }, (_, at) => quote(from + at, bid))
}

/** Bars as [second, last], holes as [second, cause's code]. */
function rowsOf(market: BuiltMarket, place = 0) {
  const reader = new SeriesReader(market.memory)
  for (const [index, slab] of market.seriesSlabs.entries()) reader.setSlab(index, slab)
  const rows = createRowColumns(reader.maxRows)
  const { slot, generation } = market.pairs[place]!
  expect(reader.readRows(slot, generation, 0, SPREAD_KINDS.indexOf('bid'), rows)).toBe('ok')
  return Array.from({ length: rows.length }, (_, row) => {
    const count = rows.count[row]!
    return [rows.time[row]! - T0, count > 0 ? rows.last[row]! : count]
  })
}

function bidsOf(market: BuiltMarket, place: number): number[] {
  const reader = new WindowReader(market.memory)
  for (const [index, slab] of market.windowSlabs.entries()) reader.setSlab(index, slab)
  const quotes = createQuoteColumns(5_000)
  const { slot, generation } = market.windows[place]!
  expect(reader.read(slot, generation, quotes)).toBe('ok')
  return [...quotes.bid.subarray(0, quotes.length)]
}

describe(buildMarket, () => {
  it('[MD8] makes the pairs of the opportunities alone, with their legs and spelling', () => {
    const market = build({
      opportunities: [BTC, { ...BTC, exchange2: 'Bybit' }, { ...BTC, symbol: 'ETH_USDT' }],
      windows: [
        { exchange: 'BINANCE', symbol: 'BTCUSDT', spreads: [quote(0, 100), quote(2, 100)] },
        { exchange: 'Okx', symbol: 'BTC-USDT', spreads: [quote(0, 101), quote(2, 102)] },
        { exchange: 'Bybit', symbol: 'BTC-USDT', spreads: [] },
      ],
    })
    expect(market.pairs.map(({ key }) => key)).toEqual(['BTC/USDT:OKX:Binance'])
    expect(rowsOf(market)).toEqual([
      [0, 1.0000000000000009],
      [2, 2.0000000000000018],
    ])
    expect(market.endMs).toBe((T0 + 2) * 1_000)

    expect(market.windows.map(({ exchange }) => exchange)).toEqual(['BINANCE', 'Okx'])
    expect(bidsOf(market, 1)).toEqual([101, 102])
  })

  it('[MD23] keeps every quote of a window, however short the window of the bars is', () => {
    const spreads = Array.from({ length: 5_000 }, (_, at) => quote(at * 60, at + 1))
    const market = build(
      {
        opportunities: [BTC],
        windows: ['OKX', 'Binance'].map((exchange) => ({ exchange, symbol: 'BTCUSDT', spreads })),
      },
      { ...LIMITS, windowSeconds: 60 },
      (T0 + 5_000 * 60) * 1_000,
    )
    const bids = spreads.map(({ best_bid }) => best_bid)
    expect([0, 1].map((place) => bidsOf(market, place))).toEqual([bids, bids])
    expect(market.summary.rejected).toEqual({})
    expect(rowsOf(market).length).toBeLessThan(5)
    expect(market.summary.droppedBars).toBe(0)
  })

  it('[MD9] keeps out what the live market keeps out, and counts it', () => {
    const market = build({
      opportunities: [BTC],
      windows: [
        { exchange: 'Binance', symbol: 'BTCUSDT', spreads: [quote(0, 100), quote(1, 101, 100)] },
        {
          exchange: 'OKX',
          symbol: 'BTCUSDT',
          spreads: [
            quote(0, 100),
            { ...quote(1, 100), timestamp: NOW_MS + 6_000 },
            { ...quote(1, 100), timestamp: '0001-01-01T00:00:00' },
          ],
        },
      ],
    })
    expect(market.summary).toMatchObject({
      points: 5,
      largestWindowPoints: 3,
      rejected: { crossed: 1, future: 1, bad_time: 1 },
    })
    expect(rowsOf(market)).toEqual([[0, 0]])
  })

  it('[MD10] blames a leg that is missing, and the feed where nothing at all is quoted', () => {
    const other = { ...BTC, symbol: 'ETH_USDT' }
    const market = build({
      opportunities: [BTC, other],
      windows: [
        {
          exchange: 'Binance',
          symbol: 'BTCUSDT',
          spreads: [...seconds(0, 10, 1), ...seconds(20, 30, 1), ...seconds(60, 70, 1)],
        },
        {
          exchange: 'OKX',
          symbol: 'BTCUSDT',
          spreads: [...seconds(0, 30, 1), ...seconds(60, 70, 1)],
        },
        {
          exchange: 'Binance',
          symbol: 'ETHUSDT',
          spreads: [...seconds(0, 30, 1), ...seconds(60, 80, 1)],
        },
        {
          exchange: 'OKX',
          symbol: 'ETHUSDT',
          spreads: [...seconds(0, 30, 1), ...seconds(60, 80, 1)],
        },
      ],
    })
    const holes = (place: number) => rowsOf(market, place).filter(([, value]) => value! < 0)
    // Leg 2 stops at 9 and is taken at its word for 2 s; at 29 all stop; at 69 this pair ends.
    expect(holes(0)).toEqual([
      [12, -2],
      [30, -3],
      [70, -1],
    ])
    expect(holes(1)).toEqual([[30, -3]])
  })

  it('[MD11] stays within its memory: the oldest bars go', () => {
    const opportunities = Array.from({ length: 10 }, (_, at) => ({ ...BTC, symbol: `S${at}_USDT` }))
    const spreads = seconds(0, 3_600, 1)
    const market = build(
      {
        opportunities,
        windows: opportunities.flatMap(({ symbol }) => [
          { exchange: 'OKX', symbol, spreads },
          { exchange: 'Binance', symbol, spreads },
        ]),
      },
      { ...LIMITS, memoryBytes: 20 * 1024 * 1024 },
    )
    expect(market.bytes).toBeLessThan(21 * 1024 * 1024)
    const rows = rowsOf(market, 5)
    expect(rows.length).toBeGreaterThan(1_500)
    expect(rows.length).toBeLessThan(3_600)
    expect(rows.at(-1)).toEqual([3_599, 0])
    expect(rows[0]![0]).toBe(3_600 - rows.length)
    const kept = opportunities.map((_, place) => rowsOf(market, place).length)
    const missing = kept.reduce((sum, count) => sum + 3_600 - count, 0)
    expect(market.summary.droppedBars).toBe(missing)
  })
})
