import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FeedFields } from '@/lib/protocol/stream-line'
import { DEFAULT_HEARTBEAT } from '@/lib/socket/heartbeat-socket'
import type { SocketEvents } from '@/lib/socket/socket-port'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createMarketMemory } from '@/lib/spread/market-memory'
import { createRowColumns } from '@/lib/spread/series-columns'
import { SeriesReader } from '@/lib/spread/series-reader'
import { Ingest } from './ingest'
import type { IngestMessage, PairChange } from './ingest-message'

const NOW_MS = Date.parse('2025-11-19T12:47:00Z')
const MIB = 1024 * 1024
const LIMITS = {
  ...DEFAULT_MARKET_LIMITS,
  maxWindows: 20,
  maxPairs: 20,
  windowMemoryBytes: 4 * MIB,
  seriesMemoryBytes: 4 * MIB,
}

function frame(exchange: string, bid = 100, offsetMs = 0): Buffer {
  const Timestamp = new Date(Date.now() + offsetMs).toISOString()
  const Payload = {
    BestBid: bid,
    BestAsk: bid + 1,
    Exchange: exchange,
    Symbol: 'BTC_USDT',
    Timestamp,
  }
  return Buffer.from(JSON.stringify({ MessageType: 'Spread', Payload }))
}

function setup(collectGarbage = () => Promise.resolve()) {
  const posted: IngestMessage[] = []
  const memory = createMarketMemory(LIMITS)
  let events: SocketEvents<Buffer> | undefined
  const ingest = new Ingest(
    { url: 'ws://feed.test', memory, heartbeat: DEFAULT_HEARTBEAT, legOrder: [] },
    {
      open: (_url, given) => {
        events = given
        return { ping: () => {}, close: () => {}, terminate: () => {} }
      },
      post: (message) => posted.push(message),
      collectGarbage,
    },
  )
  const receive = (...frames: Buffer[]) => frames.forEach((bytes) => events!.onFrame(bytes))
  const lastFeed = (): FeedFields => {
    const last = posted.findLast((message) => message.type === 'feed')
    return last!.feed
  }
  const logs = () => posted.flatMap((message) => (message.type === 'log' ? [message.entry] : []))
  const pairs = (): PairChange[] =>
    posted.flatMap((message) => (message.type === 'market' ? message.pairs : []))
  /** Rows of the only pair: [seconds since the start, count or -code of the hole's cause]. */
  const rows = () => {
    const reader = new SeriesReader(memory)
    for (const message of posted) {
      if (message.type === 'slab' && message.pool === 'series')
        reader.setSlab(message.index, message.buffer)
    }
    const columns = createRowColumns(reader.maxRows)
    expect(reader.readRows(0, 1, 0, 0, columns)).toBe('ok')
    return Array.from({ length: columns.length }, (_, at) => [
      columns.time[at]! - NOW_MS / 1_000,
      columns.count[at],
    ])
  }
  return { ingest, lastFeed, logs, pairs, rows, posted, receive, socket: () => events! }
}

describe(Ingest, () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW_MS })
    vi.spyOn(Math, 'random').mockReturnValue(0)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it('[IN1] makes a pair of two exchanges that quote a symbol', () => {
    const { ingest, pairs, receive } = setup()
    ingest.start()
    receive(frame('OKX'), frame('Bybit'), frame('OKX', 101))
    vi.advanceTimersByTime(0)
    expect(pairs()).toMatchObject([
      { change: 'added', pair: { symbol: 'BTC_USDT', exchange1: 'Bybit', exchange2: 'OKX' } },
    ])
    ingest.stop()
  })

  it('[IN2] counts each reject by its reason', () => {
    const { ingest, lastFeed, receive } = setup()
    ingest.start()
    const text = frame('OKX').toString()
    receive(
      frame('OKX'),
      frame('OKX', 100, -1),
      frame('OKX', 100, 5_001),
      frame('OKX', -1),
      Buffer.from(text.slice(0, -2)),
      Buffer.from(text.replace('Spread', 'Depth')),
      Buffer.from(text.replace('BestAsk', 'Ask')),
      Buffer.from(text.replace(/"BestBid":\d+/, '"BestBid":1e400')),
      Buffer.from(text.replace(/"BestBid":\d+/, '"BestBid":200')),
      Buffer.from(text.replace('2025-', '0001-')),
      Buffer.alloc(0),
      Buffer.alloc(MIB, '['),
    )
    vi.advanceTimersByTime(1_000)
    expect(lastFeed()).toMatchObject({
      quotes_per_second: 1,
      windows: 1,
      rejected: {
        late: 1,
        future: 1,
        not_positive: 1,
        malformed: 3,
        unknown_type: 1,
        missing_field: 1,
        absurd: 1,
        crossed: 1,
        bad_time: 1,
      },
    })
    ingest.stop()
  })

  it('[IN3] logs a reason once a minute, however much of it arrives', () => {
    const { ingest, logs, receive } = setup()
    ingest.start()
    for (let second = 0; second < 121; second++) {
      receive(Buffer.from('{'), Buffer.from('{'))
      vi.advanceTimersByTime(1_000)
    }
    const rejects = logs().filter((entry) => entry.text === 'Frames rejected')
    expect(rejects.map((entry) => entry.fields)).toEqual([
      { reason: 'malformed', count: 2, total: 2 },
      { reason: 'malformed', count: 120, total: 122 },
      { reason: 'malformed', count: 120, total: 242 },
    ])
    ingest.stop()
  })

  it('[IN4] tells each state of the feed when it begins', () => {
    const { ingest, lastFeed, receive, socket } = setup()
    ingest.start()
    expect(lastFeed()).toMatchObject({ state: 'connecting', since_ms: NOW_MS })
    socket().onOpen()
    receive(frame('OKX'))
    expect(lastFeed()).toMatchObject({ state: 'connected', attempt: 0 })
    vi.advanceTimersByTime(7_000)
    expect(lastFeed()).toMatchObject({ state: 'silent', since_ms: NOW_MS + 7_000 })
    socket().onClose('closed')
    expect(lastFeed()).toMatchObject({
      state: 'waiting',
      attempt: 1,
      next_attempt_ms: NOW_MS + 7_500,
      last_frame_ms: NOW_MS,
    })
    vi.advanceTimersByTime(500)
    expect(lastFeed().state).toBe('connecting')
    expect(lastFeed()).not.toHaveProperty('next_attempt_ms')
    ingest.stop()
  })

  it('[IN4] blames the feed for a hole from when it was last heard, and not before', () => {
    const { ingest, pairs, receive, rows, socket } = setup()
    ingest.start()
    socket().onOpen()
    receive(frame('OKX', 100, -1), frame('Bybit'))
    vi.advanceTimersByTime(0)
    expect(pairs()[0]).toMatchObject({ pair: { slot: 0, generation: 1 } })
    // Nobody quotes, but the aggregator answers.
    for (let second = 4; second <= 20; second += 4) {
      vi.advanceTimersByTime(4_000)
      socket().onControl()
    }
    socket().onClose('closed')
    expect(rows()).toEqual([
      [0, 1],
      [1, -2],
      [20, -3],
    ])
    ingest.stop()
  })

  it('[IN2] counts an oversized frame, which ends the connection', () => {
    const { ingest, lastFeed, logs, socket } = setup()
    ingest.start()
    socket().onOpen()
    socket().onClose('oversized')
    expect(lastFeed()).toMatchObject({ state: 'waiting', rejected: { oversized: 1 } })
    expect(logs()).toContainEqual({
      level: 'warn',
      text: 'Feed lost',
      fields: { cause: 'oversized', attempt: 1, nextMs: 500 },
    })
    ingest.stop()
  })

  it('[IN23] logs of a feed that comes and goes a few lines, then one a minute with the numbers', () => {
    const { ingest, logs, receive, socket } = setup()
    ingest.start()
    const flap = (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        receive(frame('OKX'))
        socket().onClose('closed')
        vi.advanceTimersByTime(1_000)
      }
    }
    flap(120)
    expect(logs()).toHaveLength(10)
    expect(logs().slice(0, 3)).toMatchObject([
      { level: 'debug', text: 'Feed connected' },
      { level: 'warn', text: 'Feed lost' },
      { level: 'warn', text: 'Feed connected again' },
    ])
    const line = { level: 'warn', text: 'Feed comes and goes' }
    expect(logs().slice(8)).toEqual([
      { ...line, fields: { connected: 56, silent: 0, lost: 56, last: 'lost' } },
      { ...line, fields: { connected: 60, silent: 0, lost: 60, last: 'lost' } },
    ])
    receive(frame('OKX'))
    for (let second = 0; second < 120; second++, vi.advanceTimersByTime(1_000))
      receive(frame('OKX'))
    expect(logs().slice(10)).toEqual([
      { ...line, fields: { connected: 1, silent: 0, lost: 0, last: 'connected' } },
    ])
    // A minute was quiet, so each is told of again.
    flap(1)
    expect(logs().slice(11)).toMatchObject([{ text: 'Feed lost' }])
    ingest.stop()
  })

  it('[IN10] tells figures every second', () => {
    const { ingest, lastFeed, receive } = setup()
    ingest.start()
    receive(frame('OKX', 100, -30), frame('Bybit', 100, -10))
    vi.advanceTimersByTime(1_000)
    const figures = { quotes_per_second: 2, lag_ms: 20, windows: 2, pairs: 1 }
    expect(lastFeed()).toMatchObject({ ...figures, last_frame_ms: NOW_MS })
    vi.advanceTimersByTime(1_000)
    expect(lastFeed()).toMatchObject({ quotes_per_second: 0, lag_ms: null })
    ingest.stop()
  })

  it('[IN22] says that windows were evicted when their memory is free, and nothing once stopped', async () => {
    let free = () => {}
    const collected = () => new Promise<void>((resolve) => (free = resolve))
    const collectGarbage = vi.fn<() => Promise<void>>(collected)
    const { ingest, posted, receive } = setup(collectGarbage)
    const evicted = () => posted.filter(({ type }) => type === 'evicted')
    ingest.start()
    receive(frame('OKX'), frame('Bybit'))
    ingest.evictHalf(1)
    await vi.advanceTimersByTimeAsync(0)
    expect([collectGarbage.mock.calls.length, evicted()]).toEqual([1, []])
    free()
    await vi.advanceTimersByTimeAsync(0)
    const told = { type: 'evicted', request: 1, evicted: { windows: 1, pairs: 1 } }
    expect(evicted()).toEqual([told])
    ingest.evictHalf(2)
    await vi.advanceTimersByTimeAsync(0)
    ingest.stop()
    free()
    await vi.advanceTimersByTimeAsync(0)
    expect(evicted()).toEqual([told])
  })

  it('[IN16] tells how each exchange quotes, and what of it was rejected', () => {
    const { ingest, posted, receive } = setup()
    const exchanges = () => {
      const last = posted.findLast((message) => message.type === 'feed')
      return last!.counters.exchanges
    }
    ingest.start()
    receive(frame('OKX', 100, -30), frame('Bybit', 100, -10), frame('OKX', 101, -20))
    vi.advanceTimersByTime(1_000)
    expect(exchanges()).toMatchObject([
      { exchange: 'OKX', symbols: 1, quotesPerSecond: 2, ageMedianMs: 1_000, clockSkewMs: -20 },
      { exchange: 'Bybit', symbols: 1, quotesPerSecond: 1, clockSkewMs: -10 },
    ])
    const slowWay = frame('OKX', 100).toString().replace('{', '{"x":[1],')
    receive(frame('OKX', -1), frame('okx', 100, -60_000), Buffer.from(slowWay.replace('100', '0')))
    vi.advanceTimersByTime(1_000)
    expect(exchanges()[0]).toMatchObject({ rejected: 3, reasons: { not_positive: 2, late: 1 } })
    ingest.stop()
  })

  it('[IN6] leaves no timer and posts nothing more once stopped', () => {
    const { ingest, posted, receive } = setup()
    ingest.start()
    receive(frame('OKX'), frame('Bybit'))
    ingest.stop()
    ingest.stop()
    const told = posted.length
    receive(frame('OKX'))
    vi.advanceTimersByTime(60_000)
    expect(vi.getTimerCount()).toBe(0)
    expect(posted).toHaveLength(told)
  })
})
