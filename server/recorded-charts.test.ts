import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { chartObjectSchema } from '@/lib/protocol/chart-object'
import { chartPoints, cutPoints } from '@/lib/spread/chart-points'
import { generatedQuotes } from '@/lib/spread/testing/generated-quotes'
import { legOf } from '@/lib/spread/testing/history-rig'
import { eventually } from './testing/eventually'
import { LakeFixture, type FixtureQuote } from './testing/lake-fixture'
import { Program, request } from './testing/program'

const T0 = 1_762_603_200
const HOUR_MS = 3_600_000

type Rows = readonly (readonly [second: number, bid: number])[]

const FIRST: [Rows, Rows] = [
  [[0, 101], [2, 102]],
  [[0, 100], [2, 100]],
] // prettier-ignore
const SECOND: [Rows, Rows] = [
  [[0, 100], [1, 101], [2, 102], [3, 103], [3.001, 104], [10, 105]],
  [[1, 100], [1, 50]],
] // prettier-ignore

const quotesOf = (rows: Rows): FixtureQuote[] =>
  rows.map(([second, bid]) => [T0 * 1_000 + second * 1_000, bid, bid])

/** The whole program on a lake and a list of opportunities. */
class Site implements AsyncDisposable {
  readonly #program: Program
  readonly #folder: string

  private constructor(program: Program, folder: string) {
    this.#program = program
    this.#folder = folder
  }

  static async open(lake: LakeFixture, pairs: readonly string[]): Promise<Site> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'opportunities-'))
    if (pairs.length > 0) {
      const rows = pairs.map((pair) => `${pair.replaceAll(':', ',')},50`)
      const csv = ['symbol,exchange1,exchange2,opportunity_cycles_040bp', ...rows].join('\n')
      await writeFile(path.join(folder, 'summary_stats_20251109_000000.csv'), `${csv}\n`)
    }
    const program = new Program(['--no-pages'], {
      ...{ LAKE_DIR: lake.root, OPPORTUNITIES_DIR: folder, DISABLE_WEBSOCKET_CLIENT: 'true' },
    })
    return new Site(program, folder)
  }

  async charts(query = '') {
    const url = await this.#program.ready()
    const response = await request(`${url}/api/dashboard_data${query}`)
    const body = await text(response)
    const type = response.headers['content-type']
    if (type !== 'application/x-ndjson') throw new Error(`${type}: ${body}`)
    return body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => chartObjectSchema.parse(JSON.parse(line)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]()
    await rm(this.#folder, { recursive: true })
  }
}

describe('GET /api/dashboard_data from files', () => {
  it('[HI25] has the golden vectors, in the order and spelling of the opportunities', async () => {
    await using lake = await LakeFixture.make()
    await lake.write('Binance', 'ICP_USDT', quotesOf(FIRST[0]))
    await lake.write('Bybit', 'ICPUSDT', quotesOf(FIRST[1]))
    await lake.write('Binance', 'BTC_USDT', quotesOf(SECOND[0]))
    await lake.write('OKX', 'BTC_USDT', quotesOf(SECOND[1]))
    await using site = await Site.open(lake, [
      ...['icp/usdt:Binance:Bybit', 'XRP_USDT:Binance:OKX', 'BTC_USDT:Binance:OKX'],
    ])
    const btc = {
      ...{ symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'OKX' },
      timestamps: [T0 + 1, T0 + 2, T0 + 3],
      spreads: [102, 104, 106],
      upper_band: [102, 104, 106],
      lower_band: [102, 102, 102],
    }
    const icp = {
      ...{ symbol: 'icp/usdt', exchange1: 'Binance', exchange2: 'Bybit' },
      timestamps: [T0, T0 + 2],
      spreads: [1.0000000000000009, 2.0000000000000018],
      upper_band: [1.0000000000000009, 2.0000000000000018],
      lower_band: [1.0000000000000009, 1.0000000000000009],
    }
    expect(await site.charts()).toEqual([btc, icp])
    expect(await site.charts('?symbol=ICPUSDT')).toEqual([icp])
    expect(await site.charts('?exchange2=okx&max_points=1')).toEqual([
      ...[{ ...btc, timestamps: [T0 + 3], spreads: [106], upper_band: [106], lower_band: [102] }],
    ])
    expect(await site.charts(`?from=${T0 + 60}`)).toEqual([])
  })

  it('[HI26] reads as many hours as the points asked for need, bands included', async () => {
    await using lake = await LakeFixture.make()
    const quotes = generatedQuotes(7, 12_000).filter(({ exchange }) => exchange !== 'OKX')
    const first = quotes[0]!.timeMs
    for (const quote of quotes) quote.timeMs = first + (quote.timeMs - first) * 30
    for (const exchange of ['Binance', 'Bybit']) {
      const hours = new Map<number, FixtureQuote[]>()
      for (const { timeMs, bid, ask } of quotes.filter((quote) => quote.exchange === exchange)) {
        const hour = Math.floor(timeMs / HOUR_MS)
        hours.set(hour, [...(hours.get(hour) ?? []), [timeMs, bid, ask]])
      }
      expect(hours.size).toBeGreaterThan(2)
      for (const rows of hours.values()) await lake.write(exchange, 'ICP_USDT', rows)
    }
    await using site = await Site.open(lake, ['ICP_USDT:Binance:Bybit'])
    const whole = chartPoints(legOf(quotes, 'Binance'), legOf(quotes, 'Bybit'), 2_000)
    const middleMs = Math.round(whole.timeMs[Math.floor(whole.timeMs.length / 2)]!)
    for (const [query, stretch] of [
      ['', {}],
      ['?max_points=300', { maxPoints: 300 }],
      [`?from=${middleMs / 1_000}`, { fromMs: middleMs }],
      [`?to=${middleMs / 1_000}&max_points=10`, { toMs: middleMs, maxPoints: 10 }],
    ] as const) {
      const expected = cutPoints(whole, stretch)
      const [chart] = await eventually(() => site.charts(query))
      expect(chart!.spreads).toEqual([...expected.spread])
      expect(chart!.upper_band).toEqual([...expected.upper])
      expect(chart!.lower_band).toEqual([...expected.lower])
    }
  })

  it('[HI26] goes back for the bands until there are points enough, not rows', async () => {
    await using lake = await LakeFixture.make()
    const day = T0 - (T0 % 86_400)
    const quotes = Array.from({ length: 12 * 120 }, (_, at): FixtureQuote => {
      const bid = 100 + ((at * 7_919) % 1_009) / 1_000
      return [(day + at * 30) * 1_000, bid, bid + 1]
    })
    // A quarter of them has a partner: 30 points an hour.
    const partners = quotes
      .filter((_, at) => at % 4 === 0)
      .map(([timeMs]) => [timeMs, 100, 101] as const)
    for (let hour = 0; hour < 12; hour++) {
      const isIn = ([timeMs]: FixtureQuote) => Math.floor(timeMs / HOUR_MS) % 24 === hour
      await lake.write('Binance', 'ICP_USDT', quotes.filter(isIn))
      await lake.write('Bybit', 'ICP_USDT', partners.filter(isIn))
    }
    await using site = await Site.open(lake, ['ICP_USDT:Binance:Bybit'])
    const [whole] = await eventually(() => site.charts())
    expect(whole!.spreads).toHaveLength(360)
    for (const [query, count] of [
      [`?from=${day + 10 * 3_600}`, 60],
      ['?max_points=20', 20],
    ] as const) {
      const [chart] = await site.charts(query)
      expect(chart!.spreads).toEqual(whole!.spreads.slice(-count))
      expect(chart!.upper_band).toEqual(whole!.upper_band.slice(-count))
      expect(chart!.lower_band).toEqual(whole!.lower_band.slice(-count))
    }
  })

  it('[HI27] is empty without a list of opportunities, whatever is recorded', async () => {
    await using lake = await LakeFixture.make()
    await lake.write('Binance', 'ICP_USDT', quotesOf(FIRST[0]))
    await using site = await Site.open(lake, [])
    expect(await site.charts()).toEqual([])
  })
})
