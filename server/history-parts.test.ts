import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Quote } from '@/lib/market/quote'
import { historyLineSchema, type HistoryLine } from '@/lib/protocol/history-line'
import { generatedQuotes } from '@/lib/spread/testing/generated-quotes'
import type { RangeRequest } from './history/history-message'
import { rangeAnswer } from './history/range-answer'
import { Lake } from './lake/lake'
import { LakeFixture, type FixtureQuote } from './testing/lake-fixture'

type HistoryBarsLine = Extract<HistoryLine, { type: 'bars' }>

const HOUR_MS = 3_600_000
const T0_MS = Date.UTC(2025, 10, 8, 12)
const EXCHANGES = ['Binance', 'Bybit']

interface Answer {
  bars: number[][]
  gaps: object[]
  end: object
}

function requestOf(range: Partial<RangeRequest>): RangeRequest {
  return {
    ...{ kind: 'range', symbol: 'S_USDT', exchange1: 'Binance', exchange2: 'Bybit' },
    ...{ fromMs: T0_MS - HOUR_MS, toMs: T0_MS + 5 * HOUR_MS, spread: 'bid', join: 'either' },
    ...{ maxPoints: 100_000, leastBarSeconds: 1, ...range },
  }
}

/** Bars, holes and totals of an answer. */
async function answer(
  root: string,
  range: Partial<RangeRequest>,
  batchRows?: number,
): Promise<Answer> {
  let collections = 0
  const lake = new Lake({
    root,
    freeMemory: () => collections++,
    ...(batchRows !== undefined && { batchRows }),
  })
  const request = requestOf(range)
  const { signal } = new AbortController()
  let text = ''
  for await (const { bytes } of rangeAnswer(request, { lake, toleranceMs: 2_000, signal })) {
    text += Buffer.from(bytes).toString()
  }
  if (batchRows !== undefined) expect(collections).toBeGreaterThan(10)
  const lines = text.trimEnd().split('\n').map(readLine)
  expectInOrder(lines)
  const bars = lines.flatMap((line) => (line.type === 'bars' ? barsOf(line) : []))
  const gaps = lines.filter(({ type }) => type === 'gap').map(({ seq: _, ...gap }) => gap)
  const { seq: _, ...end } = lines.at(-1)!
  return { bars, gaps, end }
}

/** Bars and holes in the order of their times, also from line to line. */
function expectInOrder(lines: readonly HistoryLine[]): void {
  const spans = lines.flatMap((line) => {
    if (line.type === 'gap') return [[line.from, line.to]]
    return line.type === 'bars' ? line.time.map((time) => [time, time]) : []
  })
  expect(spans).toEqual(spans.toSorted((a, b) => a[0]! - b[0]!))
}

function readLine(text: string): HistoryLine {
  return historyLineSchema.parse(JSON.parse(text))
}

/** Lines of bars are as long as the parts make them. */
function barsOf({ type: _type, seq: _seq, ...columns }: HistoryBarsLine): number[][] {
  const values = Object.values(columns)
  return columns.time.map((_, at) => values.map((column) => column[at]!))
}

/** Over two hours and a quarter of an hour. */
function longQuotes(seed: number): Quote[] {
  const quotes = generatedQuotes(seed, 6_000)
  const first = quotes[0]!.timeMs
  const scale = (2.25 * HOUR_MS) / (quotes.at(-1)!.timeMs - first)
  return quotes.map((quote) => ({ ...quote, timeMs: T0_MS + (quote.timeMs - first) * scale }))
}

type Layout = 'files of 100 rows' | 'files that overlap' | 'a file an hour' | 'rows in no order'

async function record(lake: LakeFixture, quotes: readonly Quote[], layout: Layout) {
  for (const exchange of EXCHANGES) {
    for (const hour of [0, 1, 2]) {
      const rows = quotes
        .filter((quote) => quote.exchange === exchange)
        .map(({ timeMs, bid, ask }): FixtureQuote => [timeMs, bid, ask])
        .filter(([timeMs]) => Math.floor((timeMs - T0_MS) / HOUR_MS) === hour)
      if (layout === 'rows in no order') {
        rows.sort((a, b) => ((a[0] * 7_919) % 1_009) - ((b[0] * 7_919) % 1_009))
      }
      const size = layout.endsWith('an hour') || layout.endsWith('order') ? rows.length : 100
      for (let at = 0; at < rows.length; at += size) {
        // Every other row of this file and of the next one.
        const from = layout === 'files that overlap' ? Math.floor(at / (2 * size)) * 2 * size : at
        const isOdd = at > from
        const own =
          layout === 'files that overlap'
            ? rows.slice(from, from + 2 * size).filter((_, row) => (row % 2 === 1) === isOdd)
            : rows.slice(at, at + size)
        await lake.write(exchange, 'S_USDT', own)
      }
    }
  }
}

it.each<[Layout, number]>([
  ['files of 100 rows', 1],
  ['files that overlap', 2],
  ['a file an hour', 3],
  ['rows in no order', 4],
])('[HI32] an hour in parts has the lines of the whole: %s', async (layout, seed) => {
  await using lake = await LakeFixture.make()
  await record(lake, longQuotes(seed), layout)
  for (const join of ['left', 'either'] as const) {
    const whole = await answer(lake.root, { join })
    expect(whole.bars.length).toBeGreaterThan(600)
    expect(whole.gaps.length).toBeGreaterThan(10)
    expect(await answer(lake.root, { join }, 130)).toEqual(whole)
    // What is in no order is read for each of its parts.
    const fewRows = layout === 'rows in no order' ? 90 : 37
    expect(await answer(lake.root, { join }, fewRows)).toEqual(whole)
  }
})

it('[HI32] what goes while an hour is read in parts is looked at again, and nothing comes twice', async () => {
  await using lake = await LakeFixture.make()
  const quotes = longQuotes(5)
  await record(lake, quotes, 'files of 100 rows')
  const leg = await new Lake({ root: lake.root, batchRows: 150 }).leg('Bybit', 'S_USDT')
  const [hour] = await leg!.hours(T0_MS, T0_MS)
  const { signal } = new AbortController()
  const whole = await leg!.read(hour!, signal)
  const times: number[] = []
  let parts = 0
  for await (const { columns, totals } of leg!.parts(hour!, signal)) {
    times.push(...columns.timeMs)
    if (++parts === 3) await compact(lake, quotes)
    if (totals !== undefined) expect(totals.skipped).toHaveLength(1)
  }
  expect(parts).toBeGreaterThan(5)
  expect(times).toEqual([...whole.columns.timeMs])
})

/** The first hour of Bybit as one file instead of many. */
async function compact(lake: LakeFixture, quotes: readonly Quote[]): Promise<void> {
  const rows = quotes
    .filter(({ exchange, timeMs }) => exchange === 'Bybit' && timeMs < T0_MS + HOUR_MS)
    .map(({ timeMs, bid, ask }): FixtureQuote => [timeMs, bid, ask])
  const folder = path.dirname(lake.path(lake.fileFor('Bybit', 'S_USDT', rows[0]![0])))
  await rm(folder, { recursive: true })
  await lake.write('Bybit', 'S_USDT', rows)
}

it('[HI18] a reader that leaves before the first line ends the reading at once', async () => {
  await using fixture = await LakeFixture.make()
  for (let hour = 0; hour < 100; hour++) {
    for (const exchange of EXCHANGES) {
      const file = fixture.fileFor(exchange, 'S_USDT', T0_MS - hour * HOUR_MS)
      await fixture.put(file, 'no parquet')
    }
  }
  const lake = new Lake({ root: fixture.root })
  const leg = await lake.leg('Bybit', 'S_USDT')
  // Of each thing that is done before the first line: it is under way when the reader leaves.
  for (const step of ['hours', 'rows'] as const) {
    const left = new AbortController()
    const reason = new Error('the reader has left')
    const hours = await leg!.hours(0, T0_MS, left.signal)
    const work =
      step === 'hours' ? leg!.hours(0, T0_MS, left.signal) : leg!.rows(hours, left.signal)
    left.abort(reason)
    await expect(work).rejects.toBe(reason)
  }
  const leaving = new AbortController()
  const reading = { lake, toleranceMs: 2_000, signal: leaving.signal }
  const range = { fromMs: T0_MS - 99 * HOUR_MS, toMs: T0_MS }
  const first = rangeAnswer(requestOf(range), reading).next()
  await setImmediate()
  leaving.abort()
  await expect(first).rejects.toBe(leaving.signal.reason)
})

it('[HI32] [HI13] of a dense hour before the range the end is read for the bands', async () => {
  await using lake = await LakeFixture.make()
  for (const exchange of EXCHANGES) {
    const price = `100 + (hash(i * 2 + ${exchange.length}) % 1000) / 500.0`
    await lake.select(
      lake.fileFor(exchange, 'S_USDT', T0_MS),
      `SELECT make_timestamp(${T0_MS}000 + i * 13000) AS "Timestamp", (${price})::DOUBLE AS BestBid,
        (${price} + 1)::DOUBLE AS BestAsk FROM range(276000) t(i)`,
    )
    await lake.write(
      ...([exchange, 'S_USDT'] as const),
      Array.from({ length: 300 }, (_, at) => [T0_MS + HOUR_MS + at * 1_000, 100 + at / 1e3, 102]),
    )
  }
  const range = { fromMs: T0_MS + HOUR_MS, toMs: T0_MS + 2 * HOUR_MS }
  const part = await answer(lake.root, range)
  const whole = await answer(lake.root, { ...range, fromMs: T0_MS })
  expect(part.bars).toHaveLength(300)
  expect(part.bars).toEqual(whole.bars.slice(-300))
})

describe('[HI33] a range that begins with an hour', () => {
  /** A second each: bids of the legs, from a time on. */
  const seconds = (fromMs: number, count: number, bid: number): FixtureQuote[] =>
    Array.from({ length: count }, (_, at) => [fromMs + at * 1_000, bid + (at % 7) / 10, bid + 2])

  it.each([
    ['in a day', 12],
    ['with a day', 24],
  ])(
    'has the points with the last quotes of the hour before, which only one leg has: %s',
    async (_, hour) => {
      await using lake = await LakeFixture.make()
      const startMs = Date.UTC(2025, 10, 8, hour)
      await lake.write('Bybit', 'S_USDT', [[startMs - 100, 100, 100.1]])
      await lake.write('Binance', 'S_USDT', [
        [startMs + 500, 101, 101.1],
        [startMs + 1_500, 102, 102.1],
      ])
      for (const [fromMs, join] of [
        [startMs - HOUR_MS, 'left'],
        [startMs, 'left'],
        [startMs, 'either'],
      ] as const) {
        const { bars } = await answer(lake.root, { fromMs, toMs: startMs + HOUR_MS - 1, join })
        expect(bars.map(([time]) => time! * 1_000 - startMs)).toEqual([0, 1_000])
        expect(bars.map((bar) => bar[1])).toEqual([1, 2])
      }
    },
  )

  it('has the bands of the whole, also over hours that one leg has alone', async () => {
    await using lake = await LakeFixture.make()
    const write = (exchange: string, hours: number, quotes: (startMs: number) => FixtureQuote[]) =>
      lake.write(exchange, 'S_USDT', quotes(T0_MS + hours * HOUR_MS))
    // Points are in the hours 0, at the seam of 1 and 2, and in 3; 4 is of leg 2 alone.
    await write('Binance', 0, (startMs) => seconds(startMs, 150, 100))
    await write('Bybit', 0, (startMs) => seconds(startMs, 150, 101))
    await write('Bybit', 1, (startMs) => seconds(startMs + HOUR_MS - 20_000, 20, 101))
    await write('Binance', 2, (startMs) => seconds(startMs, 30, 103))
    await write('Binance', 3, (startMs) => seconds(startMs, 40, 100))
    await write('Bybit', 3, (startMs) => seconds(startMs, 40, 99))
    await write('Bybit', 4, (startMs) => seconds(startMs + HOUR_MS - 30_000, 30, 104))
    await write('Binance', 5, (startMs) => seconds(startMs + 500, 300, 100))
    await write('Bybit', 5, (startMs) => seconds(startMs + 30_000, 200, 102))
    const toMs = T0_MS + 6 * HOUR_MS
    for (const join of ['left', 'either'] as const) {
      const whole = await answer(lake.root, { fromMs: T0_MS - HOUR_MS, toMs, join })
      for (const hour of [1, 2, 3, 4, 5]) {
        const fromMs = T0_MS + hour * HOUR_MS
        const part = await answer(lake.root, { fromMs, toMs, join })
        expect(part.bars).toEqual(whole.bars.filter(([time]) => time! * 1_000 >= fromMs))
      }
    }
  })

  it('counts no points of the range for its bands where a file has rows of the next hour', async () => {
    await using lake = await LakeFixture.make()
    const startMs = T0_MS + HOUR_MS
    for (const [exchange, bid] of [
      ['Binance', 100],
      ['Bybit', 101],
    ] as const) {
      await lake.write(exchange, 'S_USDT', seconds(startMs - 190_000, 240, bid))
      await lake.write(exchange, 'S_USDT', seconds(startMs + 60_000, 20, bid))
    }
    // An hour more before, so that the newest alone is not all there is.
    for (const exchange of EXCHANGES) {
      await lake.write(exchange, 'S_USDT', seconds(T0_MS - HOUR_MS, 250, 90))
    }
    const whole = await answer(lake.root, { fromMs: T0_MS - HOUR_MS, toMs: startMs + HOUR_MS })
    const part = await answer(lake.root, { fromMs: startMs, toMs: startMs + HOUR_MS })
    expect(part.bars).toEqual(whole.bars.filter(([time]) => time! * 1_000 >= startMs))
    expect(part.bars.length).toBe(70)
  })
})
