import { describe, expect, it } from 'vitest'
import { MAX_FUTURE_MS } from '@/lib/market/quote'
import { eventually } from './testing/eventually'
import { FeedListener } from './testing/feed-listener'
import { runAggregator, simulated } from './testing/running-aggregator'

/** Waits until this many frames have come that were sent after now. */
async function framesFromNow(listener: FeedListener, count: number): Promise<FeedListener> {
  const from = listener.frames.length
  await eventually(() => expect(listener.frames.length).toBeGreaterThan(from + count))
  listener.frames.splice(0, from)
  return listener
}

describe('faults of an exchange', () => {
  it('[AF1] stale: its quotes stop, those of others do not, and off again they return', async () => {
    await using running = await runAggregator()
    await using listener = await FeedListener.open(running.url)
    expect(await running.fault({ target: 'bybit', kind: 'stale' })).toBe(200)
    await framesFromNow(listener, 20)
    await framesFromNow(listener, 300)
    const exchanges = new Set(listener.spreads().map((spread) => spread.exchange))
    expect(exchanges).toEqual(new Set(['Binance', 'OKX']))
    await running.fault({ target: 'Bybit', kind: 'stale', on: false })
    await eventually(() =>
      expect(listener.spreads().some((spread) => spread.exchange === 'Bybit')).toBe(true),
    )
  })

  it('[AF2] burst: ten frames for each quote, in time order and none from the future', async () => {
    const source = simulated({ symbols: 1, exchanges: 2, trades: 0, rate: 200 })
    await using running = await runAggregator(source, {
      faults: [{ target: 'Binance', kind: 'burst', value: 10 }],
    })
    await using listener = await FeedListener.open(running.url)
    await eventually(() => expect(listener.spreads().length).toBeGreaterThan(300))
    const binance = listener.spreads().filter((spread) => spread.exchange === 'Binance')
    const bybit = listener.spreads().length - binance.length
    expect(binance.length / bybit).toBeGreaterThan(6)
    const times = binance.map((spread) => spread.timeMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now())
  })

  it('[AF3] crossed: the share of its quotes asked for is refused as crossed', async () => {
    await using running = await runAggregator(simulated({ trades: 0 }), {
      faults: [{ target: 'OKX', kind: 'crossed', value: 0.25 }],
    })
    await using listener = await FeedListener.open(running.url)
    await framesFromNow(listener, 600)
    const messages = listener.messages()
    const crossed = messages.filter(
      (message) => message.kind === 'reject' && message.reason === 'crossed',
    )
    const okx = listener.spreads().filter((spread) => spread.exchange === 'OKX').length
    expect(crossed.length / (okx + crossed.length)).toBeCloseTo(0.25, 1)
    expect(messages.filter((message) => message.kind === 'reject')).toEqual(crossed)
  })

  it('[AF4] skew: its clock is ahead of the others by as much as asked for', async () => {
    await using running = await runAggregator()
    await using listener = await FeedListener.open(running.url)
    await running.fault({ target: 'OKX', kind: 'skew' })
    await framesFromNow(listener, 20)
    await framesFromNow(listener, 200)
    for (const { exchange, timeMs } of listener.spreads()) {
      const isFuture = timeMs > Date.now() + MAX_FUTURE_MS
      expect(isFuture, exchange).toBe(exchange === 'OKX')
    }
  })

  it('[AF5] out-of-order: some of its quotes come after younger ones', async () => {
    await using running = await runAggregator(simulated({ trades: 0 }), {
      faults: [{ target: 'OKX', kind: 'out-of-order', value: 0.3 }],
    })
    await using listener = await FeedListener.open(running.url)
    await framesFromNow(listener, 500)
    const late = new Map<string, number>()
    const newest = new Map<string, number>()
    for (const { exchange, symbol, timeMs } of listener.spreads()) {
      const name = `${exchange} ${symbol}`
      if (timeMs < (newest.get(name) ?? 0)) late.set(exchange, (late.get(exchange) ?? 0) + 1)
      newest.set(name, Math.max(timeMs, newest.get(name) ?? 0))
    }
    expect([...late.keys()]).toEqual(['OKX'])
    expect(late.get('OKX')).toBeGreaterThan(20)
  })

  it('[AF6] malformed: broken frames of many kinds, the connection stays', async () => {
    await using running = await runAggregator(simulated({ trades: 0 }), {
      faults: [{ target: '*', kind: 'malformed', value: 0.5 }],
    })
    await using listener = await FeedListener.open(running.url)
    await framesFromNow(listener, 1_000)
    const rejected = listener.messages().filter((message) => message.kind === 'reject')
    expect(rejected.length / listener.frames.length).toBeCloseTo(0.5, 1)
    const reasons = new Set(rejected.map((message) => message.reason))
    expect(reasons.size).toBeGreaterThanOrEqual(4)
    expect(listener.closedWith).toBeUndefined()
  })
})

describe('faults of the feed', () => {
  it('[AF7] silence: nothing comes, no pong either, and the connection stays', async () => {
    await using running = await runAggregator(simulated(), { beatMs: 20 })
    await using silenced = await FeedListener.open(running.url)
    await using other = await FeedListener.open(running.url)
    expect(await running.fault({ target: '#1', kind: 'silence' })).toBe(200)
    // What the socket held was sent before the silence began.
    await framesFromNow(other, 200)
    const frames = silenced.frames.length
    let pongs = 0
    silenced.webSocket.on('pong', () => pongs++)
    silenced.webSocket.ping()
    await framesFromNow(other, 1_000)
    expect(silenced.frames.length).toBe(frames)
    expect(pongs).toBe(0)
    expect(silenced.closedWith).toBeUndefined()
    expect(running.aggregator.faults()).toHaveLength(1)
    await running.fault({ target: '#1', kind: 'silence', on: false })
    await eventually(() => expect(silenced.frames.length).toBeGreaterThan(frames))
  })

  it('[AF8] close: every client is dropped once, or again and again', async () => {
    await using running = await runAggregator(simulated(), { beatMs: 20 })
    await using first = await FeedListener.open(running.url)
    await running.fault({ kind: 'close' })
    await eventually(() => expect(first.closedWith).toBe(1001))
    await using second = await FeedListener.open(running.url)
    await running.fault({ kind: 'close', value: 1 })
    await eventually(() => expect(second.closedWith).toBe(1001))
    expect(second.spreads().length).toBeGreaterThan(0)
  })

  it('[AF9] slow-pong: pongs come late, one for any number of pings', async () => {
    await using running = await runAggregator(simulated(), {
      faults: [{ target: '*', kind: 'slow-pong', value: 300 }],
    })
    await using listener = await FeedListener.open(running.url)
    const pongs: string[] = []
    listener.webSocket.on('pong', (data) => pongs.push(data.toString()))
    const sentMs = performance.now()
    listener.webSocket.ping('one')
    listener.webSocket.ping('two')
    await eventually(() => expect(pongs).toEqual(['two']))
    expect(performance.now() - sentMs).toBeGreaterThan(250)
  })
})
