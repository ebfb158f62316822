import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import {
  camelChartSchema,
  chartObjectSchema,
  type CamelChart,
  type ChartObject,
} from '@/lib/protocol/chart-object'
import { eventually } from '../testing/eventually'
import { LiveMarket } from '../testing/live-market'
import { RealtimeCharts } from './realtime-charts'
import { listOf, openRig, sourceOf, type RigOptions } from './testing/dashboard-rig'

const T0_MS = 1_762_603_200_000
const BTC = 'BTC/USDT:Binance:Bybit'
const MIB = 1024 * 1024

interface Reading<Chart> {
  socket: WebSocket
  received: Chart[]
}

function reading<Chart>(socket: WebSocket, parse: (value: unknown) => Chart): Reading<Chart> {
  const received: Chart[] = []
  socket.on('error', () => {})
  socket.on('message', (data: Buffer, isBinary) => {
    expect(isBinary).toBe(false)
    received.push(parse(JSON.parse(data.toString())))
  })
  return { socket, received }
}

const arrays = (socket: WebSocket): Reading<ChartObject[]> =>
  reading(socket, (value) => chartObjectSchema.array().parse(value))
const objects = (socket: WebSocket): Reading<CamelChart> =>
  reading(socket, (value) => camelChartSchema.parse(value))

/** Quotes both legs; leg 1 is so many percent above leg 2. */
function quote(market: LiveMarket, symbol: string, percent: number, atMs = 0): void {
  market.quote('Bybit', symbol, T0_MS + atMs, 100)
  market.quote('Binance', symbol, T0_MS + atMs, 100 + percent)
}

/** Windows long enough that a socket nobody reads does not hide an array of them. */
function longMarket(pairs: number, points: number) {
  const market = new LiveMarket()
  const keys = Array.from({ length: pairs }, (_, at) => `S${at}_USDT:Binance:Bybit`)
  for (const key of keys) {
    for (let at = 0; at < points; at++) quote(market, key.split(':')[0]!, Math.sin(at), at)
  }
  return { market, pairs: listOf(...keys) }
}

const lastSpread = (charts: ChartObject[]) => charts[0]!.spreads.at(-1)

/** Its reading makes the next array another one. */
function lively(socket: WebSocket, market: LiveMarket): Reading<ChartObject[]> {
  const reader = arrays(socket)
  let quotes = 0
  socket.on('message', () => quote(market, 'S0_USDT', 5 + (++quotes % 1_000), 4_000 + quotes))
  return reader
}

const answer = async (url: string, query: string) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const key = 'sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
  const upgrade = `connection: upgrade\r\nupgrade: websocket\r\n${key}`
  socket.write(`GET /ws/realtime_charts${query} HTTP/1.1\r\nhost: localhost\r\n${upgrade}\r\n`)
  const [data] = await once(socket, 'data')
  socket.destroy()
  return String(data)
}

describe(RealtimeCharts, () => {
  const open = (market: LiveMarket, keys: readonly string[], options: RigOptions = {}) =>
    openRig(market, listOf(...keys), options)

  it('[RT1] sends whole windows of the opportunities as arrays, again and again', async () => {
    const market = new LiveMarket()
    quote(market, 'BTCUSDT', 1)
    await using rig = await open(market, [BTC, 'XRP_USDT:Binance:Bybit'])
    const { received } = arrays(rig.socket())
    await eventually(() => expect(received.length).toBeGreaterThan(2))
    const [symbol, exchange1, exchange2] = BTC.split(':')
    expect(received[0]).toEqual([
      {
        ...{ symbol, exchange1, exchange2, timestamps: [T0_MS / 1_000] },
        ...{ spreads: [1.0000000000000009], upper_band: [1.0000000000000009] },
        lower_band: [1.0000000000000009],
      },
    ])
    quote(market, 'BTCUSDT', 2, 2_000)
    await eventually(() => expect(received.at(-1)?.[0]?.spreads).toHaveLength(2))
    expect(received.at(-1)?.[0]).toMatchObject({
      spreads: [1.0000000000000009, 2.0000000000000018],
      lower_band: [1.0000000000000009, 1.0000000000000009],
    })
  })

  it('[RT2] sends [] while there is nothing, without a thread', async () => {
    await using rig = await open(new LiveMarket(), [BTC])
    const { received } = arrays(rig.socket())
    await eventually(() => expect(received.slice(0, 2)).toEqual([[], []]))
    expect(rig.charts.threads).toBe(0)
  })

  it('[RT3] sends the best 50, or those asked for, in their order', async () => {
    const { market, pairs } = longMarket(60, 2)
    await using rig = await openRig(market, pairs)
    const symbols = async (query: string) => {
      const { socket, received } = arrays(rig.socket(query))
      await eventually(() => expect(received.length).toBeGreaterThan(0))
      socket.close()
      return received[0]?.map(({ symbol }) => symbol)
    }
    expect(await symbols('')).toEqual(pairs.slice(0, 50).map(({ symbol }) => symbol))
    expect(await symbols('?top=60')).toHaveLength(60)
    expect(await symbols('?pairs=S7_USDT:binance:bybit,s3usdt:Binance:Bybit')).toEqual([
      ...['S7_USDT', 'S3_USDT'],
    ])
    expect(await symbols('?pairs=')).toEqual([])
  })

  it('[RT4] refuses a wrong query, and too many, before the handshake', async () => {
    await using rig = await open(new LiveMarket(), [], { limits: { maxClients: 1 } })
    expect(await answer(rig.url, '?top=none')).toMatch(/^HTTP\/1.1 400 /)
    const { received, socket } = arrays(rig.socket())
    await eventually(() => expect(received.length).toBeGreaterThan(0))
    expect(await answer(rig.url, '')).toMatch(/^HTTP\/1.1 503 /)
    expect(rig.realtime.counters()).toMatchObject({ clients: 1, refused: 1 })
    socket.close()
    await eventually(async () => expect(await answer(rig.url, '')).toMatch(/^HTTP\/1.1 101 /))
  })

  it('[RT5] makes an array once for all who want the same, and none for nobody', async () => {
    const { market, pairs } = longMarket(3, 10)
    await using rig = await openRig(market, pairs)
    const readers = Array.from({ length: 10 }, () => arrays(rig.socket()))
    await eventually(() => {
      for (const { received } of readers) expect(received.length).toBeGreaterThan(4)
    })
    const most = Math.max(...readers.map(({ received }) => received.length))
    expect(rig.encodings()).toBeLessThan(most + 5)
    for (const { socket } of readers) socket.close()
    await eventually(() => expect(rig.realtime.counters().clients).toBe(0))
    const encodings = rig.encodings()
    const other = arrays(rig.socket('?pairs='))
    await eventually(() => expect(other.received.length).toBeGreaterThan(3))
    expect(rig.encodings()).toBe(encodings)
  })

  it('[RT6] skips whole arrays for who cannot keep up; nobody else waits, nobody is dropped', async () => {
    const { market, pairs } = longMarket(20, 4_000)
    // Room for two of the arrays that are sent, which are cut for it.
    const queueBytes = 7 * MIB
    await using rig = await openRig(market, pairs, { limits: { queueBytes } })
    const slow = arrays(rig.socket())
    await eventually(() => expect(slow.received.length).toBeGreaterThan(0))
    slow.socket.pause()
    await eventually(() => expect(rig.realtime.counters().skipped).toBeGreaterThan(2))
    const quick = lively(rig.socket(), market)
    await eventually(() => expect(quick.received.length).toBeGreaterThan(5))
    expect(new Set(quick.received.map(lastSpread)).size).toBeGreaterThan(3)
    expect(rig.realtime.counters()).toMatchObject({ closedSlow: 0, clients: 2 })
    expect(rig.realtime.counters().highestQueuedBytes).toBeLessThanOrEqual(queueBytes)
    // What was on its way arrives whole, then it goes on with what is new.
    slow.socket.resume()
    await eventually(() => expect(lastSpread(slow.received.at(-1)!)).toBeGreaterThan(5))
    // The budget had no part in it.
    expect(rig.realtime.counters()).toMatchObject({ closedSlow: 0, crowdedOut: 0, clients: 2 })
  })

  it('[RT7] drops who does not take an array in time, and forgets it', async () => {
    const { market, pairs } = longMarket(20, 4_000)
    await using rig = await openRig(market, pairs, { limits: { fullMs: 100 } })
    const stuck = rig.socket()
    const { received } = arrays(stuck)
    await eventually(() => expect(received.length).toBeGreaterThan(0))
    stuck.pause()
    await eventually(() => {
      expect(rig.realtime.counters()).toMatchObject({ clients: 0, closedSlow: 1, queuedBytes: 0 })
    })
    stuck.terminate()
  })

  it('[RT8] holds no more than its budget, at the cost of who holds the oldest', async () => {
    const { market, pairs } = longMarket(20, 4_000)
    // Room for two different arrays, not for three.
    const queueBytes = 7 * MIB
    await using rig = await openRig(market, pairs, { limits: { queueBytes } })
    const quick = lively(rig.socket(), market)
    const stick = async () => {
      const stuck = arrays(rig.socket())
      await eventually(() => expect(stuck.received.length).toBeGreaterThan(0))
      stuck.socket.pause()
      const { skipped } = rig.realtime.counters()
      await eventually(() => expect(rig.realtime.counters().skipped).toBeGreaterThan(skipped + 5))
      return stuck.socket
    }
    const first = await stick()
    const second = await stick()
    await eventually(() => expect(rig.realtime.counters().closedSlow).toBe(1))
    const before = quick.received.length
    await eventually(() => expect(quick.received.length).toBeGreaterThan(before + 2))
    const { highestQueuedBytes, closedSlow, crowdedOut, clients } = rig.realtime.counters()
    expect({ closedSlow, clients }).toEqual({ closedSlow: 1, clients: 2 })
    expect(crowdedOut).toBeGreaterThan(0)
    expect(highestQueuedBytes).toBeLessThanOrEqual(queueBytes)
    // The later one is still there.
    const ended = once(first, 'close')
    first.resume()
    await ended
    expect(second.readyState).toBe(second.OPEN)
    second.terminate()
  })

  it('[RT9] leaves the last charts out of an array longer than half the budget', async () => {
    const { market, pairs } = longMarket(20, 1_000)
    await using rig = await openRig(market, pairs, { limits: { queueBytes: MIB } })
    const { received } = arrays(rig.socket())
    await eventually(() => expect(received.length).toBeGreaterThan(0))
    expect(rig.realtime.counters().highestQueuedBytes).toBeLessThanOrEqual(MIB / 2)
    const symbols = received[0]!.map(({ symbol }) => symbol)
    expect(symbols.length).toBeGreaterThan(2)
    expect(symbols).toEqual(pairs.slice(0, symbols.length).map(({ symbol }) => symbol))
    expect(rig.realtime.counters().leftOut).toBeGreaterThanOrEqual(20 - symbols.length)
  })

  it('[RT10] sends single objects of what changed, the last change always', async () => {
    const market = new LiveMarket()
    quote(market, 'BTCUSDT', 1)
    quote(market, 'ETHUSDT', 1)
    await using rig = await open(market, [BTC, 'ETH_USDT:Binance:Bybit'])
    const { received } = objects(rig.socket('?shape=object'))
    await eventually(() => expect(received).toHaveLength(2))
    expect(Object.keys(received[0]!)).toEqual([
      ...['symbol', 'exchange1', 'exchange2', 'timestamps', 'spreads', 'upperBand', 'lowerBand'],
    ])
    expect(received.map(({ symbol }) => symbol).sort()).toEqual(['BTC/USDT', 'ETH_USDT'])
    for (let burst = 1; burst <= 5; burst++) {
      const before = received.length
      for (let at = 1; at <= 50; at++) quote(market, 'BTCUSDT', burst, burst * 100 + at)
      await eventually(() => expect(received.length).toBeGreaterThan(before))
      await eventually(() => expect(received.at(-1)?.spreads).toHaveLength(burst * 50 + 1))
    }
    expect(received.filter(({ symbol }) => symbol === 'ETH_USDT')).toHaveLength(1)
  })

  it('[RT11] serves other opportunities and windows to the same clients when the source changes', async () => {
    const live = new LiveMarket()
    quote(live, 'BTC_USDT', 1)
    const mock = new LiveMarket()
    quote(mock, 'BTC_USDT', 7)
    await using rig = await open(live, [BTC])
    const reader = arrays(rig.socket())
    const single = objects(rig.socket('?shape=object'))
    const expectSpread = async (spread: number) => {
      await eventually(() => expect(reader.received.at(-1)?.[0]?.spreads).toEqual([spread]))
      await eventually(() => expect(single.received.at(-1)?.spreads).toEqual([spread]))
    }
    await expectSpread(1.0000000000000009)
    // Of the same spelling and in the same place, so that only its memory tells it from the other.
    rig.setSource(sourceOf(listOf(BTC), mock, 'mock'))
    await expectSpread(7.000000000000006)
    rig.setSource(sourceOf(listOf(BTC), live))
    await expectSpread(1.0000000000000009)
    // The thread that knew the other market is gone.
    await eventually(() => expect(rig.charts.threads).toBe(1))
  })

  it('[RT15] sends any pair that is named, to each client with its legs and in its spelling', async () => {
    const market = new LiveMarket()
    quote(market, 'BTC_USDT', 1)
    await using rig = await open(market, [BTC])
    for (const [key, spread] of [
      ['BTC_USDT:Bybit:Binance', -0.990099009900991],
      ['btcusdt:BYBIT:binance', -0.990099009900991],
    ] as const) {
      const [symbol, exchange1, exchange2] = key.split(':')
      const chart = { symbol, exchange1, exchange2, spreads: [spread] }
      const reader = arrays(rig.socket(`?pairs=${key}`))
      const single = objects(rig.socket(`?pairs=${key}&shape=object`))
      await eventually(() => expect(reader.received.at(-1)).toMatchObject([chart]))
      await eventually(() => expect(single.received.at(-1)).toMatchObject(chart))
    }
  })

  it('[RT12] says goodbye when it closes, also to who does not answer', async () => {
    const { market, pairs } = longMarket(20, 4_000)
    const rig = await openRig(market, pairs)
    const reader = rig.socket('?top=1')
    const stuck = arrays(rig.socket())
    await eventually(() => expect(stuck.received.length).toBeGreaterThan(0))
    stuck.socket.pause()
    await eventually(() => expect(rig.realtime.counters().clients).toBe(2))
    const closed = once(reader, 'close')
    await rig.realtime.close()
    const [code] = await closed
    expect(code).toBe(1001)
    expect(rig.realtime.counters()).toMatchObject({ clients: 0, queuedBytes: 0 })
    expect(rig.realtime.hasRoom()).toBe(false)
    stuck.socket.terminate()
    await rig[Symbol.asyncDispose]()
    expect(rig.charts.threads).toBe(0)
  })

  it('[RT13] ignores what clients say, and drops those who say too much', async () => {
    await using rig = await open(new LiveMarket(), [BTC])
    const { socket, received } = arrays(rig.socket())
    await once(socket, 'open')
    socket.send('{"subscribe":"everything"}')
    const before = received.length
    await eventually(() => expect(received.length).toBeGreaterThan(before + 2))
    socket.send('x'.repeat(10_000))
    const [code] = await once(socket, 'close')
    expect(code).toBe(1009)
    await eventually(() => expect(rig.realtime.counters().clients).toBe(0))
  })

  it('[RT14] sends the same array again without making it while nothing changes', async () => {
    const market = new LiveMarket()
    quote(market, 'BTC_USDT', 1)
    await using rig = await open(market, ['BTC_USDT:Binance:Bybit'])
    const { received } = arrays(rig.socket())
    await eventually(() => expect(received.length).toBeGreaterThan(5))
    expect(rig.realtime.counters().made).toBe(1)
    quote(market, 'BTC_USDT', 2, 1_000)
    await eventually(() => expect(received.at(-1)?.[0]?.spreads).toHaveLength(2))
    expect(rig.realtime.counters().made).toBe(2)
    // The same windows, spelt differently.
    rig.setSource(sourceOf(listOf(BTC), market))
    await eventually(() => expect(received.at(-1)?.[0]?.symbol).toBe('BTC/USDT'))
    expect(rig.realtime.counters().made).toBe(3)
  })
})
