import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { DEFAULT_MARKET_LIMITS, type MarketLimits } from '@/lib/spread/market-limits'
import { createQuoteColumns, WindowReader } from '@/lib/spread/window-reader'
import { IngestService } from './ingest/ingest-service'
import { collectGarbage } from './memory/collect-garbage'
import { quoteFrame, startQuoteFeed } from './testing/quote-feed'
import { eventually } from './testing/eventually'

const MIB = 1024 * 1024

async function setup(limits: Partial<MarketLimits> = {}) {
  const feed = await startQuoteFeed()
  const service = new IngestService({
    url: feed.url,
    limits: { ...DEFAULT_MARKET_LIMITS, ...limits },
    threadFile: path.join(inject('bundleDir'), 'ingest.thread.js'),
    log: () => {},
  })
  onTestFinished(async () => {
    await service.stop()
    await feed.stop()
  })
  await service.start()
  await eventually(() => expect(service.feed().state).toBe('connected'))
  return { feed, service }
}

/** Sends in batches, so that the frames wait in the worker's socket and not in this process. */
async function sendAll(
  { feed, service }: Awaited<ReturnType<typeof setup>>,
  frames: Iterable<string>,
): Promise<void> {
  let sent = service.counters()?.frames ?? 0
  for (const frame of frames) {
    feed.send(frame)
    if (++sent % 200 === 0) await setImmediate()
  }
  await eventually(() => expect(service.counters()?.frames).toBe(sent))
}

/** A quote whose numbers say whose it is and which one: `read` checks that. */
function numbered(symbol: number, sequence: number): string {
  const bid = (symbol + 1) * 1_000_000 + sequence
  return quoteFrame({ symbol: `S${symbol}USDT`, bid, ask: bid + 0.5 })
}

/** Sequence numbers of the quotes in a window; undefined when it could not be read. */
function readNumbers(service: IngestService, reader: WindowReader, symbol: number) {
  const window = service.windows.get(`OKX:S${symbol}USDT`)
  if (window === undefined) return undefined
  const { maxPointsPerWindow } = service.memory.limits
  const into = createQuoteColumns(maxPointsPerWindow)
  if (reader.read(window.slot, window.generation, into) !== 'ok') return undefined
  return Array.from({ length: into.length }, (_, row) => {
    expect(into.ask[row]).toBe(into.bid[row]! + 0.5)
    return into.bid[row]! - (symbol + 1) * 1_000_000
  })
}

/** A reader that hears of slabs when it is asked to. */
function follow(service: IngestService) {
  const reader = new WindowReader(service.memory)
  const hear = () => {
    for (const [index, slab] of service.windowSlabs().entries()) reader.setSlab(index, slab)
  }
  hear()
  return { hear, reader }
}

function residentMib(): number {
  collectGarbage()
  return process.memoryUsage.rss() / MIB
}

describe('the ingest worker', () => {
  it('[IN18] really frees what was evicted, out of the midst of what is kept', async () => {
    const limits = { maxWindows: 20_000, maxPairs: 10_000, seriesMemoryBytes: 100 * MIB }
    const market = await setup(limits)
    const { service } = market
    const symbols = Array.from({ length: 10_000 }, (_, at) => `S${at}USDT`)
    const frames = ['OKX', 'Bybit'].flatMap((exchange) =>
      symbols.map((symbol) => quoteFrame({ exchange, symbol })),
    )
    await sendAll(market, frames)
    await eventually(() => expect(service.pairs.size).toBe(10_000))
    // What is kept lies scattered over all slabs.
    await sendAll(
      market,
      frames.filter((_, at) => at % 2 === 0),
    )
    const before = service.counters()!
    const fullMib = residentMib()
    expect(await service.evictHalf()).toEqual({ windows: 10_000, pairs: 5_000 })
    const after = service.counters()!
    expect(after.windows).toBe(10_000)
    const windowsMib = (before.windowBytes - after.windowBytes) / MIB
    const seriesMib = (before.seriesBytes - after.seriesBytes) / MIB
    expect(windowsMib).toBeGreaterThan(0.45 * (before.windowBytes / MIB))
    expect(seriesMib).toBeGreaterThan(0.45 * (before.seriesBytes / MIB))
    // A series' page of 8.5 KiB holds one bar yet, so less than half of it was ever resident.
    const freedMib = windowsMib + 0.4 * seriesMib
    // What was collected is freed by a thread of its own.
    await eventually(() => expect(fullMib - residentMib()).toBeGreaterThan(0.8 * freedMib))
    await sendAll(market, frames.slice(0, 100))
    expect(service.windows.size).toBeGreaterThanOrEqual(10_000)
  })

  it('[IN19] keeps the 10,000 windows that quoted last of 20,000', async () => {
    const market = await setup()
    const { service } = market
    const order = Array.from({ length: 20_000 }, (_, at) => at)
    await sendAll(
      market,
      order.map((symbol) => numbered(symbol, 0)),
    )
    await eventually(() => expect(service.counters()?.windowsEvicted).toBe(10_000))
    expect(service.windows.size).toBe(10_000)
    const { reader } = follow(service)
    const kept = order.filter((symbol) => readNumbers(service, reader, symbol)?.[0] === 0)
    expect(kept).toEqual(order.slice(10_000))
    expect(service.counters()!.windowBytes).toBeLessThan(31 * MIB)
  })

  it('[IN20] keeps the newest quotes of every window under pressure of the byte budget', async () => {
    const symbols = 100
    const market = await setup({ maxWindows: symbols, windowMemoryBytes: 2 * MIB })
    const rounds = 1_500
    const frames = function* () {
      for (let round = 0; round < rounds; round++) {
        for (let symbol = 0; symbol < symbols; symbol++) yield numbered(symbol, round)
      }
    }
    await sendAll(market, frames())
    const { service } = market
    const counters = service.counters()!
    expect(counters.windowPagesTakenBack).toBeGreaterThan(100)
    expect(counters.windowBytes).toBeLessThanOrEqual(2 * MIB)
    const { reader } = follow(service)
    for (let symbol = 0; symbol < symbols; symbol++) {
      const numbers = readNumbers(service, reader, symbol)!
      // 682 pages of 128 quotes, shared by all: each keeps about the same, and none a hole.
      expect(numbers.length).toBeGreaterThan(500)
      expect(numbers).toEqual(numbers.map((_, at) => rounds - numbers.length + at))
    }
  })

  it('[IN21] never hands out a torn window or another one while quotes and evictions go on', async () => {
    const symbols = 300
    const market = await setup({ maxWindows: 200, windowMemoryBytes: 4 * MIB })
    const { feed, service } = market
    const { hear, reader } = follow(service)
    const sent = Array.from({ length: symbols }, () => 0)
    let [read, evictions, draw] = [0, 0, 1]
    for (let round = 0; read < 20_000; round++) {
      for (let count = 0; count < 300; count++) {
        draw = (draw * 48_271) % 0x7fffffff
        // Some quote far more often than others.
        const symbol = Math.floor((draw / 0x7fffffff) ** 3 * symbols)
        feed.send(numbered(symbol, sent[symbol]!++))
      }
      await setImmediate()
      if (round % 10 === 0) void service.evictHalf().then(() => evictions++)
      // It does not always know the slabs that are in use.
      if (round % 5 === 0) hear()
      for (let symbol = 0; symbol < symbols; symbol++) {
        const numbers = readNumbers(service, reader, symbol)
        if (numbers === undefined || numbers.length === 0) continue
        read++
        expect(numbers).toEqual(numbers.map((_, at) => numbers[0]! + at))
        expect(numbers.at(-1)).toBeLessThan(sent[symbol]!)
      }
    }
    expect(evictions).toBeGreaterThan(5)
  })
})
