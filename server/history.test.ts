import { readFile, rm, stat, utimes } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer, get, type IncomingMessage } from 'node:http'
import { describe, expect, inject, it } from 'vitest'
import { text } from 'node:stream/consumers'
import pino from 'pino'
import type { Quote } from '@/lib/market/quote'
import { historyLineSchema, type HistoryEnd, type HistoryLine } from '@/lib/protocol/history-line'
import { historyPairsSchema } from '@/lib/protocol/history-pairs'
import { HttpProblem } from '@/lib/protocol/http-problem'
import { generatedQuotes } from '@/lib/spread/testing/generated-quotes'
import { createMarketRig } from '@/lib/spread/testing/market-rig'
import { seriesParts } from '@/lib/spread/testing/series-parts'
import { readConfig } from './config'
import { openHistory } from './open-history'
import { crashingFile } from './testing/crashing-file'
import { eventually } from './testing/eventually'
import { LakeFixture, type FixtureQuote } from './testing/lake-fixture'

const HOUR_MS = 3_600_000
const T0_MS = Date.UTC(2025, 10, 8, 12)
const PAIR = 'symbol=ICP_USDT&exchange1=Binance&exchange2=Bybit'
const ALL = `${PAIR}&from=2025-11-08T00:00:00Z&to=2025-11-09T00:00:00Z`

/** The endpoints on a real server, with the real process. */
async function openRig(root: string, environment: Record<string, string> = {}) {
  const result = await readConfig({ LAKE_DIR: root, ...environment }, [])
  if (result.kind !== 'config') throw new Error(JSON.stringify(result))
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) })
  const { service, routes } = openHistory({
    ...{ config: result.config, log, programs: inject('bundleDir') },
  })
  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?')
    const answer = async () => routes[path]?.GET?.(request, response, new URLSearchParams(query))
    answer().catch((error: unknown) => {
      const status = error instanceof HttpProblem ? error.status : 500
      if (response.headersSent) response.destroy()
      else response.writeHead(status).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const open = (address: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`${url}${address}`, { agent: false }, resolve).on('error', reject)
    })
  return {
    ...{ service, log: lines, open },
    fetch: (address: string) => fetch(`${url}${address}`),
    range: async (query: string) => {
      const response = await open(`/api/history?${query}`)
      expect(response.statusCode).toBe(200)
      return parseLines(await text(response))
    },
    [Symbol.asyncDispose]: async () => {
      await service.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function parseLines(body: string): HistoryLine[] {
  const lines = body.split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => historyLineSchema.parse(JSON.parse(line)))
}

function endOf(lines: readonly HistoryLine[]): HistoryEnd {
  const end = lines.at(-1)
  if (end?.type !== 'end') throw new Error(`ends with ${end?.type}`)
  return end
}

function ofType<T extends HistoryLine['type']>(lines: readonly HistoryLine[], type: T) {
  return lines.filter((line): line is Extract<HistoryLine, { type: T }> => line.type === type)
}

/** Quotes in files of 200 rows, hour by hour, as a recorder would have written them. */
async function record(lake: LakeFixture, quotes: readonly Quote[], symbol = 'ICP_USDT') {
  const byFile = new Map<string, FixtureQuote[]>()
  const counts = new Map<string, number>()
  for (const { exchange, timeMs, bid, ask } of quotes) {
    const hour = `${exchange}:${Math.floor(timeMs / HOUR_MS)}`
    const count = counts.get(hour) ?? 0
    counts.set(hour, count + 1)
    const file = `${hour}:${Math.floor(count / 200)}`
    byFile.set(file, [...(byFile.get(file) ?? []), [timeMs, bid, ask]])
  }
  for (const [file, rows] of byFile) await lake.write(file.split(':')[0]!, symbol, rows)
}

/** About 40 quotes a minute of three exchanges over several hours. */
function hoursOfQuotes(seed: number, count: number): Quote[] {
  const quotes = generatedQuotes(seed, count)
  const first = quotes[0]!.timeMs
  return quotes.map((quote) => ({ ...quote, timeMs: first + (quote.timeMs - first) * 16 }))
}

function rowsOf(lines: readonly HistoryLine[]) {
  return ofType(lines, 'bars').flatMap((bars) =>
    bars.time.map((time, at) => ({
      ...{ time, count: bars.count[at], last: bars.last[at], low: bars.low[at] },
      ...{ high: bars.high[at], upper: bars.upper[at], lower: bars.lower[at] },
      ...{ bid1: bars.bid1[at], ask1: bars.ask1[at], bid2: bars.bid2[at], ask2: bars.ask2[at] },
    })),
  )
}

function withoutSeq({ seq: _, ...line }: HistoryLine) {
  return line
}

const percent = (value: number) => Math.round(value * 1e6) / 1e6 + 0

describe('GET /api/history', () => {
  it('[HI12] [HI6] sends the bars of the live engine from files, hour by hour, numbered', async () => {
    await using lake = await LakeFixture.make()
    const quotes = hoursOfQuotes(1, 9_000).filter(({ exchange }) => exchange !== 'OKX')
    await record(lake, quotes)
    await using rig = await openRig(lake.root)
    const market = createMarketRig({ windowSeconds: 86_400, seriesMemoryBytes: 32 * 1024 * 1024 })
    const order = (exchange: string) => (exchange === 'Binance' ? 0 : 1)
    const inOrder = quotes.toSorted(
      (a, b) => a.timeMs - b.timeMs || order(a.exchange) - order(b.exchange),
    )
    for (const quote of inOrder) market.quote(quote)
    const live = seriesParts(market.rows([...market.pairs.keys()][0]!, 0))

    const lines = await rig.range(`${ALL}&max_points=100000`)
    expect(lines.map(({ seq }) => seq)).toEqual([...lines.keys()])
    expect(lines[0]).toMatchObject({
      ...{ type: 'hello', protocol: 1, pair: 'ICP_USDT:Binance:Bybit', symbol: 'ICP_USDT' },
      ...{ exchange1: 'Binance', exchange2: 'Bybit', spread: 'bid', join: 'either' },
      ...{ bar_seconds: 1, days: 1, rows_estimated: quotes.length, max_points: 100_000 },
    })
    const expected = live.bars.map((bar) => ({
      ...bar,
      ...{ last: percent(bar.last), low: percent(bar.low), high: percent(bar.high) },
      ...{ upper: percent(bar.upper), lower: percent(bar.lower) },
    }))
    expect(rowsOf(lines)).toEqual(expected)
    const gaps = ofType(lines, 'gap').map(({ from, to }) => ({ from, to }))
    expect(gaps.filter(({ to }) => to <= live.bars.at(-1)!.time)).toEqual(live.holes)
    expect(endOf(lines)).toMatchObject({
      ...{ reason: 'done', bars: live.bars.length, gaps: gaps.length, late_rows: 0 },
      ...{ rows1: legRows(quotes, 'Binance'), rows2: legRows(quotes, 'Bybit') },
      ...{ rejected_rows: 0, files_skipped: 0, skipped: [] },
    })
    const progress = ofType(lines, 'progress')
    expect(progress.at(-1)).toMatchObject({
      ...{ days_done: 1, days: 1, rows_done: quotes.length, date: '2025-11-08' },
    })
  })

  it('[HI13] begins with the bands of what lies before, and takes the legs in either order', async () => {
    await using lake = await LakeFixture.make()
    const quotes = hoursOfQuotes(2, 9_000)
    await record(lake, quotes, 'ICP/USDT')
    await using rig = await openRig(lake.root)
    const from = Math.floor(quotes[5_000]!.timeMs / 1_000)
    const range = `from=${from}&to=${from + 600}`
    const whole = rowsOf(await rig.range(`${ALL}&max_points=100000`))
    const part = rowsOf(await rig.range(`${PAIR}&${range}&max_points=100000`))
    expect(part.length).toBeGreaterThan(30)
    expect(part).toEqual(whole.filter(({ time }) => time >= from && time <= from + 600))
    const swapped = 'symbol=icpusdt&exchange1=BYBIT&exchange2=binance'
    const swappedLines = await rig.range(`${swapped}&${range}&max_points=100000`)
    expect(swappedLines[0]).toMatchObject({ pair: 'ICP_USDT:Bybit:Binance', exchange1: 'Bybit' })
    const back = rowsOf(swappedLines)
    expect(back.map(({ time, bid2 }) => [time, bid2])).toEqual(
      part.map(({ time, bid1 }) => [time, bid1]),
    )
    const few = await rig.range(`${ALL}&max_points=20`)
    expect(rowsOf(few).length).toBeLessThanOrEqual(20)
    expect(Math.max(...rowsOf(few).map(({ high }) => high!))).toBe(
      Math.max(...whole.map(({ high }) => high!)),
    )
  })

  it('[HI13] of a thin pair goes back as many hours as the bands need', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, thinDay())
    await using rig = await openRig(lake.root)
    const whole = rowsOf(await rig.range(`${ALL}&max_points=100000`))
    for (const hour of [4, 9]) {
      const from = (T0_MS + hour * HOUR_MS) / 1_000
      const part = rowsOf(await rig.range(`${PAIR}&from=${from}&to=${from + 3_599}`))
      expect(part).toHaveLength(60)
      expect(part).toEqual(whole.filter(({ time }) => time >= from && time < from + 3_600))
    }
  })

  it('[HI9] tells a hole that reaches over the end of a range, or over all of it', async () => {
    await using lake = await LakeFixture.make()
    const day = longDay().filter(({ timeMs }) => {
      const hour = Math.floor((timeMs - T0_MS) / HOUR_MS)
      return hour === 0 || hour === 3
    })
    await record(lake, day)
    await using rig = await openRig(lake.root)
    const t0 = T0_MS / 1_000
    const holesOf = async (fromHour: number, toHour: number) => {
      const [from, to] = [t0 + fromHour * 3_600, t0 + toHour * 3_600 - 1]
      const lines = await rig.range(`${PAIR}&from=${from}&to=${to}`)
      const holes = ofType(lines, 'gap')
      expect(endOf(lines).gaps).toBe(holes.length)
      return holes.map((hole) => [(hole.from - t0) / 3_600, (hole.to - t0) / 3_600, hole.cause])
    }
    expect(await holesOf(0, 4)).toEqual([[1, 3, 'feed_down']])
    expect(await holesOf(0.5, 2.5)).toEqual([[1, 2.5, 'feed_down']])
    expect(await holesOf(1.5, 2.5)).toEqual([[1.5, 2.5, 'feed_down']])
    expect(await holesOf(1.5, 3.5)).toEqual([[1.5, 3, 'feed_down']])
    expect(await holesOf(-2, -1)).toEqual([])
  })

  it('[HI30] does not read what one leg has before the other one begins', async () => {
    await using lake = await LakeFixture.make()
    const day = longDay().filter((_, at) => at % 40 < 2)
    const late = day.filter(
      ({ exchange, timeMs }) => exchange === 'Binance' || timeMs >= T0_MS + 3 * HOUR_MS,
    )
    await record(lake, late)
    await using rig = await openRig(lake.root)
    const lines = await rig.range(ALL)
    const perHour = 180
    expect(lines[0]).toMatchObject({ type: 'hello', rows_estimated: 4 * perHour + 3 * perHour })
    expect(endOf(lines)).toMatchObject({ rows1: 4 * perHour, rows2: 3 * perHour, late_rows: 0 })
    expect(endOf(lines).from_ms).toBe(T0_MS + 3 * HOUR_MS + 500)
    const alone = await rig.range(`${PAIR}&from=2025-11-08T07:00:00Z&to=2025-11-08T09:00:00Z`)
    expect(alone.map(({ type }) => type)).toEqual(['hello', 'end'])
  })

  it('[HI14] names files that cannot be read in its last line and serves the rest', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, hoursOfQuotes(3, 3_000))
    const broken = lake.fileFor('Bybit', 'ICP_USDT', T0_MS + 1)
    await lake.put(broken, 'no parquet')
    await using rig = await openRig(lake.root)
    const end = endOf(await rig.range(ALL))
    expect(end).toMatchObject({ reason: 'done', files_skipped: 1 })
    expect(end.skipped).toEqual([{ file: broken, reason: expect.any(String) }])
    expect(end.points).toBeGreaterThan(500)
    expect(end.statistics?.highest).toBeGreaterThan(end.statistics!.median)
  })

  it('[HI15] answers 404 naming what is not recorded, and 400 to a wrong query', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, hoursOfQuotes(3, 300))
    await using rig = await openRig(lake.root)
    const missing = await rig.fetch('/api/history?symbol=ICP_USDT&exchange1=Binance&exchange2=Mars')
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('ICP_USDT:Binance:Mars')
    const attack = '/api/history?symbol=..%2F..%2Fetc&exchange1=..&exchange2=%2Fetc%2Fpasswd'
    expect((await rig.fetch(attack)).status).toBe(404)
    expect((await rig.fetch('/api/history')).status).toBe(400)
    const empty = await rig.range(`${PAIR}&from=1&to=2`)
    expect(empty.map(({ type }) => type)).toEqual(['hello', 'end'])
    expect(endOf(empty)).toMatchObject({ points: 0, statistics: null, from_ms: null })
  })

  it('[HI16] without a lake there is no pair, and no error', async () => {
    await using rig = await openRig('/nowhere/at/all')
    const pairs = await rig.fetch('/api/history/pairs')
    expect(historyPairsSchema.parse(await pairs.json())).toMatchObject({ total: 0, pairs: [] })
    expect((await rig.fetch(`/api/history?${PAIR}`)).status).toBe(404)
    expect(rig.log).toEqual([])
  })

  it('[HI17] a range that is over is answered from memory while its files are the same', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, hoursOfQuotes(4, 2_000))
    const [name, at] = [lake.fileFor('Bybit', 'ICP_USDT', T0_MS + HOUR_MS - 1_000), new Date(T0_MS)]
    const put = async (content: Uint8Array | string) => {
      await lake.put(name, content)
      await utimes(lake.path(name), at, at)
    }
    await lake.write('Bybit', 'ICP_USDT', [[T0_MS + HOUR_MS - 1_000, 5, 6]])
    await put(await readFile(lake.path(name)))
    const { size } = await stat(lake.path(name))
    await using rig = await openRig(lake.root)
    const first = await rig.range(ALL)
    expect(rig.service.counters()).toMatchObject({ cachedRanges: 1 })
    // Nobody can see that it is another one, nor can it be read.
    await put('x'.repeat(size))
    const again = await rig.range(ALL)
    expect(again.slice(1)).toEqual(first.slice(1))
    expect(again[0]).toMatchObject({ type: 'hello', pair: 'ICP_USDT:Binance:Bybit' })
    rig.service.freeCaches()
    expect(rig.service.counters()).toMatchObject({ cachedRanges: 0, cacheBytes: 0 })
    expect(endOf(await rig.range(ALL)).files_skipped).toBe(1)
    expect(rig.service.counters().cachedRanges).toBe(0)
  })

  it('[HI17] is read again when files have come, gone or changed, in its hours or before them', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, hoursOfQuotes(4, 2_000))
    await using rig = await openRig(lake.root)
    const query = `${PAIR}&from=2025-11-08T12:00:00Z&to=2025-11-09T00:00:00Z`
    const rows = async () => endOf(await rig.range(query)).rows2
    const before = await rows()
    const quote = [T0_MS + 7 * HOUR_MS, 5, 6] as const
    const name = await lake.write('Bybit', 'ICP_USDT', [quote])
    expect(await rows()).toBe(before + 1)
    await lake.write('Bybit', 'ICP_USDT', [quote, quote, quote])
    expect(await rows()).toBe(before + 3)
    await rm(lake.path(name))
    expect(await rows()).toBe(before)
    const upper = async () => rowsOf(await rig.range(query))[0]?.upper
    const alone = await upper()
    const earlier = T0_MS - HOUR_MS / 2
    await lake.write('Binance', 'ICP_USDT', [[earlier, 500, 501]])
    await lake.write('Bybit', 'ICP_USDT', [[earlier, 5, 6]])
    expect(await upper()).toBeGreaterThan(alone!)
  })

  it('[HI17] a range that is not over is not kept', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, hoursOfQuotes(4, 200))
    await using rig = await openRig(lake.root)
    await rig.range(`${PAIR}&from=2025-11-08T00:00:00Z`)
    expect(rig.service.counters().cachedRanges).toBe(0)
  })

  it('[HI18] a reader that leaves ends the reading, one that reads nothing holds nobody up', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, longDay())
    await using rig = await openRig(lake.root, {
      SUBSCRIBER_FULL_MS: '1000',
      HISTORY_CACHE_MB: '0',
    })
    const all = `/api/history?${ALL}&max_points=100000`
    const leaving = await rig.open(all)
    await new Promise((resolve) => leaving.once('data', resolve))
    expect(rig.service.counters().reading).toBe(1)
    leaving.destroy()
    await eventually(() => expect(rig.service.counters().reading).toBe(0))
    const stuck = await rig.open(all)
    const other = endOf(await rig.range(`${ALL}&max_points=100000`))
    expect(other.reason).toBe('done')
    stuck.destroy()
  })

  it('[HI19] two are answered at one time, eight wait, the next one is told to come back', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, longDay())
    await using rig = await openRig(lake.root, { HISTORY_CACHE_MB: '0' })
    const asked = Array.from({ length: 12 }, () => rig.fetch(`/api/history?${ALL}`))
    const answers = await Promise.all(asked)
    expect(answers.map(({ status }) => status).filter((status) => status === 503)).toHaveLength(2)
    for (const answer of answers) {
      const body = await answer.text()
      if (answer.status === 200) expect(endOf(parseLines(body)).reason).toBe('done')
    }
    expect(rig.service.counters()).toMatchObject({ reading: 0, waiting: 0, refused: 2 })
  })

  it('[HI20] when the process dies the stream says so, and the next request starts another', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, longDay())
    await using rig = await openRig(lake.root)
    const response = await rig.open(`/api/history?${ALL}&max_points=100000`)
    await new Promise((resolve) => response.once('readable', resolve))
    process.kill(rig.service.pid!, 'SIGKILL')
    const end = endOf(parseLines(await text(response)))
    expect(end).toMatchObject({ reason: 'failed', detail: expect.stringContaining('SIGKILL') })
    expect(endOf(await rig.range(ALL)).reason).toBe('done')
    expect(rig.service.counters().crashes).toBe(1)
    expect(rig.log.join()).toContain('SIGKILL')
  })

  it('[HI31] a file that crashes the process is left out and named; what ran goes on', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, longDay())
    const expected = await (async () => {
      await using rig = await openRig(lake.root)
      return await rig.range(`${ALL}&max_points=100000`)
    })()
    const damaged = await crashingFile(lake, 'Binance', 'ICP_USDT', T0_MS + 2.5 * HOUR_MS + 123)
    await using rig = await openRig(lake.root, { HISTORY_CACHE_MB: '0' })
    const asked = [`${ALL}&max_points=100000`, `${ALL}&max_points=100000&spread=buy2_sell1`]
    const [bid, other] = await Promise.all(asked.map((query) => rig.range(query)))
    for (const lines of [bid!, other!]) {
      expect(lines.map(({ seq }) => seq)).toEqual([...lines.keys()])
      expect(ofType(lines, 'hello')).toHaveLength(1)
      const [first] = endOf(lines).skipped
      expect(first).toEqual({
        ...{ file: damaged, reason: 'cannot be read: the reader crashed on it' },
      })
      expect(endOf(lines)).toMatchObject({ reason: 'done', files_skipped: 1 })
    }
    expect(rowsOf(bid!)).toEqual(rowsOf(expected))
    expect(ofType(bid!, 'gap').map(withoutSeq)).toEqual(ofType(expected, 'gap').map(withoutSeq))
    const { crashes, memoryKills } = rig.service.counters()
    expect([crashes > 0, memoryKills]).toEqual([true, 0])
    expect(endOf(await rig.range(ALL)).files_skipped).toBe(1)
    expect(rig.service.counters().crashes).toBe(crashes)
  })

  it('[HI21] stopping ends every stream with its line and leaves no process', async () => {
    await using lake = await LakeFixture.make()
    await record(lake, longDay())
    await using rig = await openRig(lake.root)
    const response = await rig.open(`/api/history?${ALL}&max_points=100000`)
    await new Promise((resolve) => response.once('readable', resolve))
    const { pid } = rig.service
    await rig.service.stop()
    expect(endOf(parseLines(await text(response))).reason).toBe('shutdown')
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH')
    const refused = await rig.fetch(`/api/history?${PAIR}`)
    expect(refused.status).toBe(503)
  })
})

describe('GET /api/history/pairs', () => {
  it('[HI23] lists what is recorded, found by words', async () => {
    await using lake = await LakeFixture.make()
    const quotes = hoursOfQuotes(5, 900)
    await record(lake, quotes)
    await record(lake, quotes.slice(0, 200), 'BTCUSDT')
    await using rig = await openRig(lake.root)
    const ask = async (query: string) =>
      historyPairsSchema.parse(await (await rig.fetch(`/api/history/pairs${query}`)).json())
    const all = await ask('')
    expect(all).toMatchObject({ total: 6, matched: 6 })
    expect(all.pairs[0]).toMatchObject({
      ...{ pair: 'BTC_USDT:Binance:Bybit', symbol: 'BTC_USDT', days: 1 },
      ...{ first: '2025-11-08', last: '2025-11-08' },
    })
    const icp = await ask('?search=icp/usdt%20okx&limit=1')
    expect(icp).toMatchObject({ total: 6, matched: 2 })
    expect(icp.pairs.map(({ pair, rows }) => [pair, rows])).toEqual([
      ['ICP_USDT:Binance:OKX', legRows(quotes, 'Binance') + legRows(quotes, 'OKX')],
    ])
    expect((await rig.fetch('/api/history/pairs?limit=0')).status).toBe(400)
  })
})

function legRows(quotes: readonly Quote[], exchange: string): number {
  return quotes.filter((quote) => quote.exchange === exchange).length
}

/** Twelve hours, a quote a minute on both exchanges, and spreads that are never the same. */
function thinDay(): Quote[] {
  return Array.from({ length: 2 * 12 * 60 }, (_, at) => ({
    exchange: at % 2 === 0 ? 'Binance' : 'Bybit',
    symbol: 'ICP_USDT',
    timeMs: T0_MS + Math.floor(at / 2) * 60_000 + (at % 2) * 500,
    ...{ bid: 100 + ((at * 7_919) % 1_009) / 1_000, ask: 102 },
  }))
}

/** Twelve hours, a quote a second on both exchanges. */
function longDay(): Quote[] {
  return Array.from({ length: 2 * 12 * 3_600 }, (_, at) => ({
    exchange: at % 2 === 0 ? 'Binance' : 'Bybit',
    symbol: 'ICP_USDT',
    timeMs: T0_MS - 6 * HOUR_MS + at * 500,
    ...{ bid: 100 + (at % 7) / 10, ask: 101 },
  }))
}
