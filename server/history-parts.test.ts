import { rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
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
  const request: RangeRequest = {
    ...{ kind: 'range', symbol: 'S_USDT', exchange1: 'Binance', exchange2: 'Bybit' },
    ...{ fromMs: T0_MS - HOUR_MS, toMs: T0_MS + 5 * HOUR_MS, spread: 'bid', join: 'either' },
    ...{ maxPoints: 100_000, leastBarSeconds: 1, ...range },
  }
  const { signal } = new AbortController()
  let text = ''
  for await (const { bytes } of rangeAnswer(request, { lake, toleranceMs: 2_000, signal })) {
    text += Buffer.from(bytes).toString()
  }
  if (batchRows !== undefined) expect(collections).toBeGreaterThan(10)
  const lines = text.trimEnd().split('\n').map(readLine)
  const bars = lines.flatMap((line) => (line.type === 'bars' ? barsOf(line) : []))
  const gaps = lines.filter(({ type }) => type === 'gap').map(({ seq: _, ...gap }) => gap)
  const { seq: _, ...end } = lines.at(-1)!
  return { bars, gaps, end }
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
    expect(await answer(lake.root, { join }, 37)).toEqual(whole)
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
