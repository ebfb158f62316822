import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { collected } from '../testing/collected'
import { eventually } from '../testing/eventually'
import { LiveMarket } from '../testing/live-market'
import { StreamHub } from './stream-hub'
import { openHub, subscribe } from './testing/hub-setup'
import { serveHub } from './testing/stream-client'

const PAIR = 'BTC_USDT:Binance:Bybit'

function quote(market: LiveMarket, bid: number): void {
  market.quote('Binance', 'BTC_USDT', Date.now(), bid)
  market.quote('Bybit', 'BTC_USDT', Date.now(), 100)
}

function openTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
}

describe(StreamHub, () => {
  it.each<[string, (socket: Socket) => void]>([
    ['closes its connection', (socket) => socket.destroy()],
    ['resets it', (socket) => socket.resetAndDestroy()],
    ['says only that it will send nothing more', (socket) => socket.end()],
    ['takes nothing and then closes it', (socket) => socket.pause().destroy()],
  ])('[LIFE7] forgets a reader that %s: no timer, listener or socket is left', async (_, leave) => {
    const market = new LiveMarket()
    const hub = openHub(market)
    await using server = await serveHub(hub)
    const before = { listeners: market.listeners, timers: openTimers() }
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {}).resume()
    socket.write(`GET /api/stream?pairs=${PAIR} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
    await eventually(() => expect(hub.counters().followedPairs).toBe(1))
    quote(market, 101)

    leave(socket)
    await eventually(async () => {
      quote(market, 102)
      const { subscribers, followedPairs, queuedBytes } = hub.counters()
      expect({ subscribers, followedPairs, queuedBytes }).toEqual({
        ...{ subscribers: 0, followedPairs: 0, queuedBytes: 0 },
      })
      expect(await server.connections()).toBe(0)
    })
    expect(market.listeners).toBe(before.listeners)
    await eventually(() => expect(openTimers()).toBeLessThanOrEqual(before.timers))
    socket.destroy()
  })

  it('[LIFE8] holds nothing of a reader that left, nor of one that was ended', async () => {
    const market = new LiveMarket()
    quote(market, 101)
    const hub = openHub(market, { subscriberFullMs: 1, subscriberQueueBytes: 1 })
    const held = [followAndLeave(hub), await followStuck(hub)]
    for (const sink of held) await collected(sink)
    expect(hub.counters()).toMatchObject({ subscribers: 0, endedSlow: 1 })
    hub.close()
  })
})

// Each in a function of its own: nothing of the caller's frame shall hold what they return weakly.

function followAndLeave(hub: StreamHub): WeakRef<object> {
  const { sink, leave } = subscribe(hub, `pairs=${PAIR}`)
  leave()
  return new WeakRef(sink)
}

async function followStuck(hub: StreamHub): Promise<WeakRef<object>> {
  const { sink } = subscribe(hub, `pairs=${PAIR}`)
  sink.isStuck = true
  sink.queuedBytes = 2
  const ref = new WeakRef<object>(sink)
  await eventually(() => expect(hub.counters().subscribers).toBe(0))
  return ref
}
