import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { HeartbeatSocket, type SocketState } from '@/lib/socket/heartbeat-socket'
import type { CloseCause, OpenSocket } from '@/lib/socket/socket-port'
import { MAX_FRAME_BYTES, openNodeSocket, pacedNodeSocket } from './node-socket'
import { ReadPacer } from './read-pacer'
import { eventually } from '../testing/eventually'

const QUICK = {
  heartbeatMs: 10_000,
  silentMs: 2_000,
  timeoutMs: 10_000,
  backoff: { baseMs: 1, capMs: 5 },
}

async function startServer(onPeer: (peer: WebSocket, connection: Socket) => void) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (peer, request) => {
    // What a test does to a peer may well break it.
    peer.on('error', () => {})
    onPeer(peer, request.socket)
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}`,
    clients: server.clients,
    [Symbol.asyncDispose]: async () => {
      for (const peer of server.clients) peer.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

function listen(url: string, open: OpenSocket<Buffer> = openNodeSocket, limits = QUICK) {
  const frames: string[] = []
  const lost: (CloseCause | 'timeout')[] = []
  const states: SocketState[] = []
  const socket = new HeartbeatSocket<Buffer>({
    ...limits,
    url,
    open,
    onFrame: (frame) => frames.push(frame.length > 99 ? `${frame.length} bytes` : frame.toString()),
    onLost: (cause) => lost.push(cause),
    onState: (state) => states.push(state),
  })
  socket.start()
  return { frames, lost, socket, states, [Symbol.dispose]: () => socket.close() }
}

/** Timers alive of all that were set from now on; the test runner's own are not among them. */
function trackTimers() {
  const alive = new Set<unknown>()
  const set = globalThis.setTimeout
  const clear = globalThis.clearTimeout
  const tracked = (callback: () => void, delayMs?: number) => {
    const timer = set(() => {
      alive.delete(timer)
      callback()
    }, delayMs)
    alive.add(timer)
    return timer
  }
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(Object.assign(tracked, set))
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    alive.delete(timer)
    clear(timer)
  })
  return alive
}

function listenerCounts(): Record<string, number> {
  const names = process.eventNames().map(String)
  return Object.fromEntries(names.map((name) => [name, process.listenerCount(name)]))
}

describe('openNodeSocket', () => {
  afterEach(() => vi.restoreAllMocks())

  it('[HB12] leaves one connection, one timer and the listeners there were after 100 reconnects', async () => {
    let connections = 0
    await using server = await startServer((peer) => {
      connections++
      peer.send(`hello ${connections}`)
      // Every way to go: cut, said goodbye, broken.
      if (connections > 100) return
      if (connections % 3 === 0) peer.terminate()
      else if (connections % 3 === 1) peer.close()
      else peer.send('gone', () => peer.terminate())
    })
    const timers = trackTimers()
    const listenersBefore = listenerCounts()
    using client = listen(server.url)
    await eventually(() => expect(client.frames.at(-1)).toBe('hello 101'))
    await eventually(() => expect(server.clients.size).toBe(1))
    expect(client.lost).toEqual(Array.from({ length: 100 }, () => 'closed'))
    expect(timers.size).toBe(1)
    expect(listenerCounts()).toEqual(listenersBefore)

    client.socket.close()
    await eventually(() => expect(server.clients.size).toBe(0))
    await eventually(() => expect(timers.size).toBe(0))
  })

  it('[HB13] takes a frame of 16 MiB, and comes back after a larger one', async () => {
    const sizes = [MAX_FRAME_BYTES, MAX_FRAME_BYTES + 1, 100]
    await using server = await startServer((peer) => {
      for (const size of sizes.splice(0, 2)) peer.send(Buffer.alloc(size, 0x20))
    })
    using client = listen(server.url)
    await eventually(() => expect(client.frames).toEqual([`${MAX_FRAME_BYTES} bytes`, '100 bytes']))
    expect(client.lost).toEqual(['oversized'])
    await eventually(() => expect(server.clients.size).toBe(1))
  })

  it('[HB13] counts a breach of the protocol as malformed', async () => {
    let isFirst = true
    await using server = await startServer((peer, connection) => {
      // Opcode 3 is none.
      if (isFirst) connection.write(Buffer.from([0x83, 0x00]))
      else peer.send('sound')
      isFirst = false
    })
    using client = listen(server.url)
    await eventually(() => expect(client.frames).toEqual(['sound']))
    expect(client.lost).toEqual(['malformed'])
  })

  it('[HB13] keeps trying a port that nobody listens on', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    taken.close()
    await once(taken, 'close')
    using client = listen(`ws://127.0.0.1:${port}`)
    await eventually(() => expect(client.lost.length).toBeGreaterThan(2))
    expect(new Set(client.lost)).toEqual(new Set(['refused']))
  })

  it('[HB14] passes text and bytes on, and answers pings', async () => {
    const pong = vi.fn<() => void>()
    await using server = await startServer((peer) => {
      peer.on('pong', pong)
      peer.send('text')
      peer.send(Buffer.from([0x7b, 0xff]))
      peer.send('frag', { fin: false })
      peer.send('ments', { fin: true })
      peer.ping()
    })
    using client = listen(server.url)
    await eventually(() => expect(client.frames).toEqual(['text', '{\ufffd', 'fragments']))
    await eventually(() => expect(pong).toHaveBeenCalledTimes(1))
  })

  it('[HB15] says which frames came in one read with the one before', async () => {
    const cork = (connection: Socket, send: () => void) => {
      connection.cork()
      send()
      connection.uncork()
    }
    await using server = await startServer((peer, connection) => {
      peer.on('pong', () => cork(connection, () => ['c', 'd'].forEach((text) => peer.send(text))))
      cork(connection, () => ['a', 'b'].forEach((text) => peer.send(text)))
      peer.ping()
    })
    const told: [string, boolean | undefined][] = []
    const rest = vi.fn<(ms: number) => void>()
    const pacer = new ReadPacer({ rest, now: () => performance.now() })
    const ignore = () => {}
    const socket = pacedNodeSocket(pacer)(server.url, {
      ...{ onOpen: ignore, onControl: ignore, onClose: ignore },
      onFrame: (frame, isFollowing) => told.push([frame.toString(), isFollowing]),
    })
    await eventually(() => expect(told).toHaveLength(4))
    expect(told.slice(2)).toEqual([
      ['c', false],
      ['d', true],
    ])
    expect([told[0], told[1]?.[0], rest.mock.calls]).toEqual([['a', false], 'b', []])
    socket.terminate()
  })

  it('[HB2] is live by the answer to its ping when there is no data', async () => {
    await using server = await startServer(() => {})
    using client = listen(server.url)
    await eventually(() => expect(client.states).toEqual(['connecting', 'live']))
  })

  it('[HB3] drops a peer that went silent without closing, and comes back', async () => {
    const connections: Socket[] = []
    await using server = await startServer((peer, connection) => {
      connections.push(connection)
      peer.send(`hello ${connections.length}`)
      // Reads nothing any more, so no ping is answered.
      if (connections.length === 1) connection.pause()
    })
    const limits = { ...QUICK, heartbeatMs: 20, silentMs: 20, timeoutMs: 200 }
    using client = listen(server.url, openNodeSocket, limits)
    await eventually(() => expect(client.frames).toEqual(['hello 1', 'hello 2']))
    expect(client.lost).toEqual(['timeout'])
    expect(client.states.slice(0, 4)).toEqual(['connecting', 'live', 'silent', 'waiting'])
    connections[0]!.resume()
  })
})
