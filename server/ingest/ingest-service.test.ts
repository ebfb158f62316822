import path from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { pairIdentity } from '@/lib/market/pair'
import { DEFAULT_HEARTBEAT } from '@/lib/socket/heartbeat-socket'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createRowColumns, createSeriesHead } from '@/lib/spread/series-columns'
import { instrumentIdentity } from '@/lib/spread/instrument'
import { createQuoteColumns, WindowReader } from '@/lib/spread/window-reader'
import { quoteFrame as frame, startQuoteFeed as startAggregator } from '../testing/quote-feed'
import { IngestService } from './ingest-service'
import type { LogEntry } from './ingest-message'
import { MAX_FRAME_BYTES } from './node-socket'
import { eventually } from '../testing/eventually'

const MIB = 1024 * 1024
const LIMITS = {
  ...DEFAULT_MARKET_LIMITS,
  maxWindows: 50,
  maxPairs: 50,
  windowMemoryBytes: 8 * MIB,
  seriesMemoryBytes: 8 * MIB,
}
const BTC = pairIdentity({ symbol: 'BTCUSDT', exchange1: 'Bybit', exchange2: 'OKX' })
const QUICK_BACKOFF = { baseMs: 10, capMs: 50 }

function createService(url: string | undefined, threadFile = 'ingest.thread.js') {
  const logs: LogEntry[] = []
  const service = new IngestService({
    url,
    limits: LIMITS,
    threadFile: path.join(inject('bundleDir'), threadFile),
    heartbeat: { ...DEFAULT_HEARTBEAT, backoff: QUICK_BACKOFF },
    log: (entry) => logs.push(entry),
  })
  onTestFinished(() => service.stop())
  return { logs, service }
}

async function setup() {
  const aggregator = await startAggregator()
  const { logs, service } = createService(aggregator.url)
  onTestFinished(() => aggregator.stop())
  await service.start()
  await eventually(() => expect(service.feed().state).toBe('connected'))
  return { aggregator, logs, service }
}

/** The newest bar of the pair, drawn as `bid`. */
function lastBar(service: IngestService, identity = BTC) {
  const { slot, generation } = service.pairs.get(identity)!
  const rows = createRowColumns(service.reader.maxRows)
  expect(service.reader.readRows(slot, generation, 0, 0, rows)).toBe('ok')
  const at = rows.length - 1
  return { count: rows.count[at], last: rows.last[at], bid1: rows.bid1[at], ask2: rows.ask2[at] }
}

function windowReader(service: IngestService): WindowReader {
  const reader = new WindowReader(service.memory)
  for (const [index, slab] of service.windowSlabs().entries()) reader.setSlab(index, slab)
  return reader
}

/** Bids of the quotes held for an instrument. */
function readWindow(service: IngestService, exchange: string, symbol: string): number[] {
  const columns = createQuoteColumns(LIMITS.maxPointsPerWindow)
  const { slot, generation } = service.windows.get(instrumentIdentity(exchange, symbol))!
  expect(windowReader(service).read(slot, generation, columns)).toBe('ok')
  return [...columns.bid.subarray(0, columns.length)]
}

/** Threads and sockets that keep the process alive. */
function resources(): number {
  const kept = ['MessagePort', 'Worker', 'TCPSocketWrap', 'TCPServerWrap']
  return process.getActiveResourcesInfo().filter((kind) => kept.includes(kind)).length
}

describe(IngestService, () => {
  it('[IN1] shows on the main thread what arrives on the socket', async () => {
    const { aggregator, service } = await setup()
    const added: string[] = []
    service.onPairs((pairs) => added.push(...pairs.map((pair) => pair.key)))
    const timeMs = Date.now()
    aggregator.send(
      frame({ exchange: 'OKX', symbol: 'BTC-USDT', timeMs }),
      frame({ exchange: 'BYBIT', symbol: 'BTCUSDT', timeMs, bid: 101 }),
      frame({ exchange: 'Bybit', symbol: 'BTC_USDT', timeMs: timeMs + 1, bid: 102 }),
    )
    await eventually(() => expect(lastBar(service)).toMatchObject({ bid1: 102 }))
    // With the exchange as first seen and a symbol that says where its base ends.
    expect(added).toEqual(['BTC_USDT:BYBIT:OKX'])
    expect(lastBar(service)).toMatchObject({ last: 2.0000000000000018, ask2: 101 })
    const { slot, generation } = service.pairs.get(BTC)!
    const head = createSeriesHead()
    expect(service.reader.readHead(slot, generation, head)).toBe('ok')
    expect(head).toMatchObject({ time1Ms: timeMs + 1, time2Ms: timeMs, bid1: 102, bid2: 100 })
    await eventually(() => expect(service.feed()).toMatchObject({ windows: 2, pairs: 1 }))
    expect(service.counters()).toMatchObject({ frames: 3, quotes: 3, slowFrames: 0, points: 2 })
  })

  it('[IN1] wakes once for a slot that was armed', async () => {
    const { aggregator, service } = await setup()
    aggregator.send(frame({ exchange: 'OKX' }), frame({ exchange: 'Bybit' }))
    await eventually(() => expect(service.pairs.has(BTC)).toBe(true))
    const { slot } = service.pairs.get(BTC)!
    const woken: number[] = []
    const undo = service.onWake((slots) => woken.push(...slots))
    service.reader.arm(slot)
    aggregator.send(frame({ bid: 101 }), frame({ bid: 102 }), frame({ bid: 103 }))
    await eventually(() => expect(woken).toEqual([slot]))
    undo()
    const version = service.reader.version(slot)
    service.reader.arm(slot)
    aggregator.send(frame({ bid: 104 }))
    await eventually(() => expect(service.reader.version(slot)).not.toBe(version))
    expect(woken).toEqual([slot])
  })

  it('[IN12] tells of each quote window and of the memory to read it from', async () => {
    const { aggregator, service } = await setup()
    const version = service.windowSlabVersion
    aggregator.send(frame({ bid: 1 }), frame({ symbol: 'BTC-USDT', bid: 2 }), frame({ bid: 3 }))
    await eventually(() => expect(readWindow(service, 'OKX', 'BTCUSDT')).toEqual([1, 2, 3]))
    expect(service.windowSlabVersion).toBeGreaterThan(version)
    const identity = instrumentIdentity('OKX', 'BTCUSDT')
    expect(service.windows.get(identity)).toMatchObject({ exchange: 'OKX', symbol: 'BTC_USDT' })
    // As many others as there are windows: the first one goes.
    const before = service.windows.get(identity)!
    aggregator.send(
      ...Array.from({ length: LIMITS.maxWindows }, (_, at) => frame({ symbol: `S${at}` })),
    )
    await eventually(() => expect(service.windows.has(instrumentIdentity('OKX', 'S49'))).toBe(true))
    expect(service.windows.has(identity)).toBe(false)
    expect(service.windows.size).toBe(LIMITS.maxWindows)
    const successor = service.windows.get(instrumentIdentity('OKX', 'S49'))!
    expect(successor.slot).toBe(before.slot)
    const reader = windowReader(service)
    const columns = createQuoteColumns(LIMITS.maxPointsPerWindow)
    expect(reader.read(before.slot, before.generation, columns)).toBe('gone')
  })

  it('[IN2] [IN17] counts bad frames and takes no point from them', async () => {
    const { aggregator, logs, service } = await setup()
    aggregator.send(frame({ exchange: 'OKX' }), frame({ exchange: 'Bybit' }))
    await eventually(() => expect(service.pairs.has(BTC)).toBe(true))
    const before = lastBar(service)
    aggregator.send(
      frame({ timeMs: Date.now() + 60_000 }),
      frame({ bid: -1 }),
      frame({}).slice(0, 50),
      Buffer.from([0x7b, 0xff, 0x00]),
      '{"MessageType":"Weather","Payload":{}}',
      '{"MessageType":"Spread","Payload":{"BestBid":1}}',
      frame({}).replace('"BestBid":100', '"BestBid":1e999'),
      JSON.stringify({
        MessageType: 'AllSymbolInfo',
        Payload: Array.from({ length: 20_000 }, (_, at) => ({ Exchange: 'OKX', Name: `X${at}` })),
      }),
      '{"MessageType":"Trade","Payload":{}}',
      Buffer.alloc(MAX_FRAME_BYTES + 1),
    )
    const rejected = { future: 1, not_positive: 1, malformed: 2, unknown_type: 1, missing_field: 1,
      absurd: 1, oversized: 1 } // prettier-ignore
    await eventually(() => expect(service.feed().rejected).toEqual(rejected))
    await eventually(() => expect(service.counters()).toMatchObject({ symbols: 20_000, trades: 1 }))
    expect(lastBar(service)).toEqual(before)
    await eventually(() => expect(service.feed().state).toBe('connected'))
    const logged = () => logs.filter((entry) => entry.text === 'Frames rejected')
    await eventually(() => expect(logged().length).toBeGreaterThan(0))
    aggregator.send(frame({ bid: 105 }))
    await eventually(() => expect(lastBar(service)).not.toEqual(before))
  })

  it('[IN4] tells of an aggregator that goes and comes back, and why the hole is there', async () => {
    const { aggregator, service } = await setup()
    const states: string[] = []
    service.onFeed((feed) => {
      if (states.at(-1) !== feed.state) states.push(feed.state)
    })
    aggregator.send(frame({ exchange: 'OKX' }), frame({ exchange: 'Bybit' }))
    await eventually(() => expect(service.pairs.has(BTC)).toBe(true))
    await aggregator.stop()
    await eventually(() => expect(service.feed().state).toBe('waiting'))
    expect(service.feed().next_attempt_ms).toBeGreaterThan(0)
    // -3: the hole's cause is the third of HOLE_CAUSES, feed_down.
    await eventually(() => expect(lastBar(service).count).toBe(-3))
    const again = await startAggregator(aggregator.port)
    onTestFinished(() => again.stop())
    await eventually(() => expect(service.feed().state).toBe('connected'))
    again.send(frame({ exchange: 'OKX' }), frame({ exchange: 'Bybit', bid: 103 }))
    await eventually(() => expect(lastBar(service)).toMatchObject({ bid1: 103 }))
    expect(states).toEqual(expect.arrayContaining(['waiting', 'connecting']))
    expect(states.at(-1)).toBe('connected')
  })

  it('[IN6] leaves neither thread nor connection when stopped, in the midst of data, twice', async () => {
    const before = resources()
    const aggregator = await startAggregator()
    const { service } = createService(aggregator.url)
    await service.start()
    await eventually(() => expect(aggregator.clients.size).toBe(1))
    aggregator.send(...Array.from({ length: 5_000 }, (_, bid) => frame({ bid: bid + 1 })))
    await Promise.all([service.stop(), service.stop()])
    await service.stop()
    await eventually(() => expect(aggregator.clients.size).toBe(0))
    await aggregator.stop()
    await eventually(() => expect(resources()).toBeLessThanOrEqual(before))
  })

  it('[IN7] starts a worker that died again, with pairs and windows removed and another memory', async () => {
    const aggregator = await startAggregator()
    onTestFinished(() => aggregator.stop())
    const { logs, service } = createService(aggregator.url, 'dying-ingest.test-thread.js')
    const removed: string[] = []
    service.onPairs((_, gone) => removed.push(...gone.map((pair) => pair.key)))
    const states: string[] = []
    service.onFeed(({ state, attempt = 0 }) => states.push(`${state} ${attempt}`))
    await service.start()
    const { memory, reader } = service
    const memories: unknown[] = []
    service.onMemory(() => memories.push(service.memory))
    await eventually(() => expect(states.at(-1)).toBe('connected 0'))
    expect(service.windows.size).toBe(1)
    const version = service.windowSlabVersion
    const windowsThen: number[] = []
    service.onPairs((_, gone) => gone.length > 0 && windowsThen.push(service.windows.size))
    aggregator.send('die')
    await eventually(() => expect(removed).toEqual(['BTC_USDT:Bybit:OKX']))
    expect(service.reader).not.toBe(reader)
    expect(service.memory).not.toBe(memory)
    expect(memories).toEqual([service.memory])
    expect(service.windowSlabVersion).toBeGreaterThan(version)
    expect(windowsThen).toEqual([0])
    expect(logs).toContainEqual({
      level: 'warn',
      text: 'Ingest worker failed',
      fields: { error: 'dying, as asked' },
    })
    // It runs again, and its pair is there again.
    await eventually(() => expect(states).toContain('waiting 1'))
    await eventually(() => expect(states.at(-1)).toBe('connected 0'))
    await eventually(() => expect([...service.pairs.keys()]).toEqual([BTC]))
  })

  it('[IN13] puts the legs of a pair in the order asked for, also in a worker that starts later', async () => {
    const aggregator = await startAggregator()
    onTestFinished(() => aggregator.stop())
    const { service } = createService(aggregator.url)
    await service.start()
    await eventually(() => expect(aggregator.clients.size).toBe(1))
    const timeMs = Date.now()
    aggregator.send(
      frame({ exchange: 'OKX', timeMs, bid: 102 }),
      frame({ exchange: 'Bybit', timeMs }),
    )
    await eventually(() => expect(lastBar(service)).toMatchObject({ bid1: 100 }))
    const changes: string[] = []
    service.onPairs((added, removed) => {
      changes.push(...removed.map(({ key }) => `-${key}`), ...added.map(({ key }) => `+${key}`))
    })
    const wanted = { symbol: 'BTCUSDT', exchange1: 'OKX', exchange2: 'BYBIT' }
    service.setLegOrder([wanted])
    await eventually(() => expect(changes).toEqual(['-BTC_USDT:Bybit:OKX', '+BTC_USDT:OKX:Bybit']))
    expect(lastBar(service, pairIdentity(wanted))).toMatchObject({ bid1: 102, count: 1 })
    const { service: later } = createService(aggregator.url)
    later.setLegOrder([wanted])
    await later.start()
    await eventually(() => expect(aggregator.clients.size).toBe(2))
    aggregator.send(frame({ exchange: 'OKX' }), frame({ exchange: 'Bybit' }))
    await eventually(() => expect([...later.pairs.keys()]).toEqual(['BTCUSDT:OKX:BYBIT']))
  })

  it('[IN14] evicts half of the windows and says how many', async () => {
    const { aggregator, service } = await setup()
    const frames = Array.from({ length: 20 }, (_, at) => frame({ symbol: `S${at}_USDT` }))
    const others = Array.from({ length: 20 }, (_, at) =>
      frame({ exchange: 'Bybit', symbol: `S${at}_USDT` }),
    )
    aggregator.send(...frames, ...others)
    await eventually(() => expect(service.pairs.size).toBe(20))
    expect(await service.evictHalf()).toEqual({ windows: 20, pairs: 20 })
    // What was evicted has been told before.
    expect([...service.windows.values()].map(({ exchange }) => exchange)).toEqual(
      Array.from({ length: 20 }, () => 'Bybit'),
    )
    expect(service.pairs.size).toBe(0)
  })

  it('[IN14] answers an eviction although the worker ends meanwhile, or never ran', async () => {
    const { service } = await setup()
    const eviction = service.evictHalf()
    await service.stop()
    expect((await eviction).pairs).toBe(0)
    expect(await service.evictHalf()).toEqual({ windows: 0, pairs: 0 })
    expect(await createService(undefined).service.evictHalf()).toEqual({ windows: 0, pairs: 0 })
  })

  it('[IN8] starts no thread when no feed is wanted', async () => {
    const before = resources()
    const { service } = createService(undefined)
    await service.start()
    expect(service.feed().state).toBe('disabled')
    expect(resources()).toBeLessThanOrEqual(before)
    expect(service.pairs.size).toBe(0)
  })

  it('[IN9] says when the worker cannot start, and leaves nothing', async () => {
    const before = resources()
    const { service } = createService('ws://127.0.0.1:1', 'no-such.thread.js')
    await expect(service.start()).rejects.toThrow('no-such.thread.js')
    await eventually(() => expect(resources()).toBeLessThanOrEqual(before))
  })

  it('[IN9] names the numbers when limits do not fit together', () => {
    const limits = { ...LIMITS, windowMemoryBytes: 1_000 }
    const options = { url: undefined, limits, threadFile: 'none', log: () => {} }
    expect(() => new IngestService(options)).toThrow(/windowMemoryBytes/)
  })
})
