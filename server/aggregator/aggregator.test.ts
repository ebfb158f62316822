import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { parseAggregatorFrame } from '@/lib/protocol/aggregator-message'
import { Aggregator } from './aggregator'
import { MAX_CLIENTS } from './feed-server'
import { eventually } from './testing/eventually'
import { FeedListener } from './testing/feed-listener'
import { runAggregator, simulated } from './testing/running-aggregator'

const MIB = 1024 * 1024

const symbolInfo = z.object({
  MessageType: z.literal('AllSymbolInfo'),
  Payload: z.array(z.object({ Exchange: z.string(), Name: z.string() })),
})

const statusSchema = z.object({
  dead_clients: z.number(),
  refused_clients: z.number(),
  dropped_frames: z.number(),
  clients: z.array(
    z.object({ id: z.number(), dropped_frames: z.number(), queued_bytes: z.number() }),
  ),
})

function statusOf(aggregator: Aggregator) {
  return statusSchema.parse(aggregator.status())
}

/** A WebSocket handshake by hand; the peer never speaks again, not even to answer a ping. */
function deafClient(port: number) {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    'GET /any/path HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  socket.on('error', () => {})
  socket.resume()
  return socket
}

describe(Aggregator, () => {
  it('[AG16] sends a new client every instrument once, then quotes and trades, on any path', async () => {
    await using running = await runAggregator()
    await using listener = await FeedListener.open(`${running.url}/any/path`)
    await eventually(() => expect(listener.spreads().length).toBeGreaterThan(50))
    const info = symbolInfo.parse(JSON.parse(listener.frames[0]!))
    const names = info.Payload.map(({ Exchange, Name }) => `${Exchange} ${Name}`)
    expect(new Set(names).size).toBe(12)
    expect(names).toHaveLength(12)
    const kinds = listener.messages().map((message) => message.kind)
    expect(kinds.filter((kind) => kind === 'symbols')).toHaveLength(1)
    expect(new Set(kinds)).toEqual(new Set(['symbols', 'spread', 'trade']))
    const ages = listener.spreads().map((spread) => Date.now() - spread.timeMs)
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...ages)).toBeLessThan(20_000)
  })

  it('[AG17] gives every client the same frames', async () => {
    await using running = await runAggregator()
    await using one = await FeedListener.open(running.url)
    await using other = await FeedListener.open(running.url)
    await eventually(() => expect(other.frames.length).toBeGreaterThan(200))
    const seen = other.frames.slice(1, 201)
    await eventually(() => expect(one.frames).toContain(seen.at(-1)))
    const from = one.frames.indexOf(seen[0]!)
    expect(one.frames.slice(from, from + 200)).toEqual(seen)
  })

  it('[AG18] lets a client that does not read harm only itself', async () => {
    const source = simulated({ rate: 20_000, trades: 0 })
    await using running = await runAggregator(source, { maxQueueBytes: MIB })
    await using stuck = await FeedListener.open(running.url)
    stuck.webSocket.pause()
    await using reading = await FeedListener.open(running.url)
    const before = reading.frames.length
    await eventually(() => {
      const [first, second] = statusOf(running.aggregator).clients
      expect(first?.dropped_frames).toBeGreaterThan(1_000)
      expect(first?.queued_bytes).toBeLessThanOrEqual(MIB)
      expect(second?.dropped_frames).toBe(0)
    })
    expect(reading.frames.length).toBeGreaterThan(before + 1_000)
    const resumedMs = Date.now()
    stuck.webSocket.resume()
    await eventually(() => {
      const newest = parseAggregatorFrame(stuck.frames.at(-1)!)
      expect(newest.kind === 'spread' && newest.timeMs).toBeGreaterThan(resumedMs)
    })
  })

  it('[AG19] finds clients that are gone by their missing pong, and keeps the others', async () => {
    await using running = await runAggregator(simulated(), { beatMs: 20 })
    await using alive = await FeedListener.open(running.url)
    const deaf = deafClient(running.aggregator.port)
    await once(deaf, 'close')
    await eventually(() => expect(statusOf(running.aggregator).clients).toHaveLength(1))
    expect(statusOf(running.aggregator)).toMatchObject({ dead_clients: 1, clients: [{ id: 1 }] })
    const frames = alive.frames.length
    await eventually(() => expect(alive.frames.length).toBeGreaterThan(frames))
  })

  it('[AG20] admits a limited number of clients and tells the next one to try later', async () => {
    await using running = await runAggregator(simulated({ rate: 1 }))
    for (let count = 0; count < MAX_CLIENTS; count++) await FeedListener.open(running.url)
    await using refused = await FeedListener.open(running.url)
    await eventually(() => expect(refused.closedWith).toBe(1013))
    expect(statusOf(running.aggregator)).toMatchObject({ refused_clients: 1 })
    expect(statusOf(running.aggregator).clients).toHaveLength(MAX_CLIENTS)
  })

  it('[AG21] survives whatever a client sends', async () => {
    await using running = await runAggregator()
    const rude = [
      (socket: WebSocket) => socket.send(Buffer.alloc(MIB)),
      (socket: WebSocket) => socket.send('{"subscribe":'),
      (socket: WebSocket) => socket.close(4999, 'x'),
      (socket: WebSocket) => socket.terminate(),
    ]
    for (const act of rude) {
      await using client = await FeedListener.open(running.url)
      act(client.webSocket)
    }
    const garbage = connect(running.aggregator.port, '127.0.0.1')
    garbage.on('error', () => {})
    garbage.end('GET / HTTP/9.9\r\n\r\n\0\0\0')
    await once(garbage, 'close')
    await using listener = await FeedListener.open(running.url)
    await eventually(() => expect(listener.spreads().length).toBeGreaterThan(10))
    await eventually(() => expect(statusOf(running.aggregator).clients).toHaveLength(1))
  })

  it('[AG22] takes the next port when its own is taken', async () => {
    await using first = await runAggregator()
    const { port } = first.aggregator
    await using second = await runAggregator(simulated(), { port })
    expect(second.aggregator.port).toBeGreaterThan(port)
    await using listener = await FeedListener.open(second.url)
    await eventually(() => expect(listener.spreads().length).toBeGreaterThan(0))
  })

  it('[AG23] leaves nothing behind when it is closed, deaf clients included', async () => {
    const running = await runAggregator()
    await using listener = await FeedListener.open(running.url)
    const deaf = deafClient(running.aggregator.port)
    await eventually(() => expect(statusOf(running.aggregator).clients).toHaveLength(2))
    const closed = Promise.all([once(deaf, 'close'), once(listener.webSocket, 'close')])
    await Promise.all([running.aggregator.close(), running.aggregator.close(), closed])
    expect(listener.closedWith).toBe(1001)
    await expect(FeedListener.open(running.url)).rejects.toThrow('ECONNREFUSED')
  })
})
