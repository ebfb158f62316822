import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { episodesAnswerSchema } from '@/lib/protocol/episodes-answer'
import { MIN_BEYOND_PCT } from '@/lib/protocol/episodes-query'
import { screenerAnswerSchema } from '@/lib/protocol/screener-answer'
import {
  MAX_LISTED_PAIRS,
  MAX_SCREENER_BODY_BYTES,
  MAX_SCREENER_ROWS,
} from '@/lib/protocol/screener-query'
import { barEpisodes } from '@/lib/spread/bar-episodes'
import { EPISODE_NEUTRAL_PCT } from '@/lib/spread/hour-figures'
import { pointEpisodes } from '@/lib/spread/point-episodes'
import { createRowColumns } from '@/lib/spread/series-columns'
import { bidSpread } from '@/lib/spread/spread'
import type { MarketLimits } from '@/lib/spread/market-limits'
import { screenerEndpoints } from './screener-endpoints'
import { openService } from './testing/screener-rig'
import { StoppedMarket, T0_MS } from './testing/stopped-market'

const BTC = 'BTC_USDT:Binance:Bybit'

/** The endpoints on a real server, with the real thread. */
async function serve(market: StoppedMarket) {
  const rig = openService(market)
  const { '/api/screener': screener, '/api/episodes': episodes } = screenerEndpoints({
    live: rig.service,
    readBody: async (request) => {
      const chunks: Uint8Array[] = await request.toArray()
      return Uint8Array.from(Buffer.concat(chunks))
    },
  })
  const server = createServer((request, response) => {
    const [address, query] = (request.url ?? '').split('?')
    const answer =
      address === '/api/screener'
        ? screener.POST(request, response)
        : episodes.GET(request, response, new URLSearchParams(query))
    answer.catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    ...{ rig, url },
    episodes: async (query: string) => {
      const response = await fetch(`${url}/api/episodes?${query}`)
      return episodesAnswerSchema.parse(await response.json())
    },
    refusal: async (query: string) => (await fetch(`${url}/api/episodes?${query}`)).text(),
    async [Symbol.asyncDispose]() {
      await rig.service.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function barsOf(market: StoppedMarket) {
  const pair = [...market.pairs.values()][0]!
  const rows = createRowColumns(market.reader.maxRows)
  expect(market.reader.readRows(pair.slot, pair.generation, 0, 0, rows)).toBe('ok')
  return { ...rows, toleranceS: Infinity }
}

/** Away from zero for ten seconds of every fifty. */
function excursions(seconds: number): number[] {
  return Array.from({ length: seconds }, (_, at) => {
    return at % 50 < 10 ? (at % 100 < 50 ? 0.7 : -0.5) : 0
  })
}

const onWire = ({ endMs, ...rest }: ReturnType<typeof barEpisodes>[number]) => {
  return { ...rest, endMs: Number.isNaN(endMs) ? null : endMs }
}

describe(screenerEndpoints, () => {
  it('[SCN16] answers JSON that no cache keeps', async () => {
    const market = new StoppedMarket()
    market.quotePair('BTC_USDT', 1)
    await using served = await serve(market)
    const body = JSON.stringify({ sort: [{ column: 'edgePct', direction: 'desc' }] })
    const response = await fetch(`${served.url}/api/screener`, { method: 'POST', body })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const answer = screenerAnswerSchema.parse(await response.json())
    expect(answer).toMatchObject({ server_time_ms: T0_MS, order: [BTC] })
    expect(MAX_SCREENER_BODY_BYTES).toBe(65_536)
  })

  it('[SCB3] has room for full lists and all held rows', () => {
    const key = 'A'.repeat(40)
    const list = Array.from({ length: MAX_LISTED_PAIRS }, () => key)
    const pairs = Array.from({ length: MAX_SCREENER_ROWS }, () => key)
    const body = JSON.stringify({ only: list, trusted: list, muted: list, pairs })
    expect(body.length).toBeLessThan(MAX_SCREENER_BODY_BYTES - 4_096)
  })

  it('[SCE1] answers the episodes of quotes where all quotes are there', async () => {
    const market = new StoppedMarket()
    // Between whole seconds, so that bars would say something else.
    const spreads = [0, 0.5, 0.7, 0.2, 0.01, 0, -0.45, -0.1, 0.02, 0.6, 0.5]
    const timeMs = spreads.map((_, at) => T0_MS + 137 * at)
    for (const [at, spread] of spreads.entries()) {
      market.quotePair('BTC_USDT', spread, { timeMs: timeMs[at]! })
    }
    await using served = await serve(market)
    const { episodes, ...rest } = await served.episodes(`pair=${BTC}`)
    expect(rest).toEqual({ server_time_ms: market.nowMs, exact_from_ms: T0_MS })
    const spread = spreads.map((each) => bidSpread(100 + each, 100))
    const points = { length: spread.length, timeMs, spread }
    expect(episodes).toEqual(pointEpisodes(points, 0.4, 2_000).map(onWire))
    expect(episodes.map(({ direction, state, resolutionMs }) => [direction, state, resolutionMs])).toEqual([
      ...[[1, 'done', 0], [-1, 'done', 0], [1, 'open', 0]],
    ]) // prettier-ignore
  })

  it('[SCE2] answers those of bars from before that, and cuts none in two', async () => {
    // The last 65 quotes of each leg are held, and bars of all.
    const limits: Partial<MarketLimits> = { maxPointsPerWindow: 65 }
    const market = new StoppedMarket(limits)
    market.quoteSeconds('BTC_USDT', excursions(300))
    await using served = await serve(market)
    const { episodes, exact_from_ms: exactFromMs } = await served.episodes(`pair=${BTC}`)
    expect(exactFromMs).toBeGreaterThanOrEqual(market.nowMs - 64_000)
    expect(exactFromMs).toBeLessThan(market.nowMs - 50_000)
    const all = barEpisodes(barsOf(market), 0.4)
    expect(episodes.map(({ startMs }) => startMs)).toEqual(all.map(({ startMs }) => startMs))
    const [before, exact] = [0, 1].map((side) => {
      return episodes.filter(({ startMs }) => Number(startMs >= exactFromMs!) === side)
    })
    expect(before).toEqual(all.slice(0, before!.length).map(onWire))
    expect(exact!.map(({ resolutionMs }) => resolutionMs)).toEqual([0])
    expect(before!.every(({ resolutionMs }) => resolutionMs === 1_000)).toBe(true)
  })

  it('[SCE2] answers those of bars alone while one lasts across the beginning of the quotes', async () => {
    const market = new StoppedMarket({ maxPointsPerWindow: 20 })
    market.quoteSeconds('BTC_USDT', [0, 0, ...Array.from({ length: 60 }, () => 0.5)])
    await using served = await serve(market)
    const { episodes, exact_from_ms: exactFromMs } = await served.episodes(`pair=${BTC}`)
    expect(exactFromMs).toBeNull()
    expect(episodes).toEqual(barEpisodes(barsOf(market), 0.4).map(onWire))
    expect(episodes).toMatchObject([{ state: 'open', endMs: null, durationMs: 59_000 }])
  })

  it('[SCE5] says that one lasts though the clock of its quotes is behind, and that a hole cut it', async () => {
    const market = new StoppedMarket()
    market.quoteSeconds('BTC_USDT', [0, 0.5, 0.6])
    const lastMs = market.nowMs
    for (const [exchange, bid] of [
      ['Binance', 100.7],
      ['Bybit', 100],
    ] as const) {
      // prettier-ignore
      const instrument = market.engine.instrument(exchange, 'BTC_USDT')
      market.engine.quote(instrument, lastMs + 1_000, bid, bid + 0.01, lastMs + 4_000)
    }
    market.nowMs = lastMs + 4_000
    await using served = await serve(market)
    const state = async () => {
      return (await served.episodes(`pair=${BTC}`)).episodes.map((each) => each.state)
    }
    expect(await state()).toEqual(['open'])
    market.nowMs += 5_000
    market.engine.sweep(market.nowMs, { up: true, downSinceMs: NaN })
    expect(await state()).toEqual(['cut'])
  })

  it('[SCE3] is of the threshold and the kind of spread asked for, and finds a pair in any spelling', async () => {
    const market = new StoppedMarket()
    market.quoteSeconds('BTC_USDT', excursions(120))
    await using served = await serve(market)
    const count = async (query: string) => (await served.episodes(query)).episodes.length
    expect(await count(`pair=${BTC}`)).toBe(3)
    expect(await count(`pair=btc/usdt:BINANCE:bybit&beyond=0.6`)).toBe(2)
    expect(await count(`pair=${BTC}&spread=buy1_sell2&beyond=0.6`)).toBe(2)
    const [first] = (await served.episodes(`pair=${BTC}&spread=buy1_sell2`)).episodes
    expect(first?.direction).toBe(-1)
  })

  it('[SCE4] refuses what it does not understand by name, and does not know every pair', async () => {
    const market = new StoppedMarket()
    market.quotePair('BTC_USDT', 1)
    await using served = await serve(market)
    expect(await served.refusal('')).toContain("pair: must be SYMBOL:EXCHANGE1:EXCHANGE2, not ''")
    expect(await served.refusal(`pair=${BTC}&beyond=-1`)).toContain(
      "beyond: must be a number of at least 0, not '-1'",
    )
    expect(await served.refusal(`pair=${BTC}&beyond=0.049`)).toContain(
      'beyond: must be at least 0.05 %, not 0.049',
    )
    expect(MIN_BEYOND_PCT).toBe(EPISODE_NEUTRAL_PCT)
    expect(await served.refusal(`pair=${BTC}&spread=ask`)).toContain('spread: must be one of')
    expect(await served.refusal(`pair=${BTC}&from=0`)).toContain('from: is not a parameter here')
    expect(await served.refusal('pair=ETH_USDT:Binance:Bybit')).toContain('no such pair')
    expect(
      await served.rig.service
        .episodes({
          pair: { symbol: 'X', exchange1: 'Y', exchange2: 'Z' },
          beyondPct: 1,
          spread: 'bid',
        })
        .catch((error: unknown) => error),
    ).toMatchObject({ status: 404 })
  })
})
