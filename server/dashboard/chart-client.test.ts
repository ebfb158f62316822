import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { ChartClient } from './chart-client'
import { HeldBytes, HeldMessage } from './held-message'

const FULL_MS = 5_000

/** A socket that sends when the test says so. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  pings = 0
  readonly sent: string[] = []
  readonly #callbacks: (() => void)[] = []

  send(data: Buffer, _options: unknown, callback: () => void): void {
    this.sent.push(data.toString())
    this.#callbacks.push(callback)
  }

  ping(_data: unknown, _mask: unknown, callback: () => void): void {
    this.pings++
    this.#callbacks.push(callback)
  }

  flush(): void {
    for (const callback of this.#callbacks.splice(0)) callback()
  }

  terminate(): void {
    this.readyState = 3
    this.emit('close')
  }
}

function setup() {
  const socket = new FakeSocket()
  const held = new HeldBytes()
  const client = new ChartClient(socket as unknown as WebSocket, held, FULL_MS)
  const after = (ms: number) => {
    vi.advanceTimersByTime(ms)
    return client.look(performance.now())
  }
  return { socket, held, client, after }
}

describe(ChartClient, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('[CC1] is pinged every 30 s, and silent when 10 s later nothing was heard', () => {
    const { socket, after } = setup()
    expect(after(29_999)).toBe('ok')
    expect(socket.pings).toBe(0)
    expect(after(1)).toBe('ok')
    expect(socket.pings).toBe(1)
    socket.flush()
    socket.emit('pong')
    expect(after(30_000)).toBe('ok')
    expect(socket.pings).toBe(2)
    socket.flush()
    expect(after(9_999)).toBe('ok')
    expect(after(1)).toBe('silent')
  })

  it('[CC2] has the time for its answer from when the ping left', () => {
    const { socket, after } = setup()
    after(30_000)
    expect(after(20_000)).toBe('ok')
    socket.flush()
    expect(after(9_999)).toBe('ok')
    socket.emit('message')
    expect(after(5_000)).toBe('ok')
  })

  it('[CC3] is ready again when all parts of its message have left, else full in time', () => {
    const { socket, held, client, after } = setup()
    const message = new HeldMessage(Buffer.from('ab'))
    client.send(message, [message.bytes.subarray(0, 1), message.bytes.subarray(1)])
    expect(socket.sent).toEqual(['a', 'b'])
    expect(client.isReady).toBe(false)
    expect(held.total).toBe(2)
    expect(after(FULL_MS - 1)).toBe('ok')
    expect(after(1)).toBe('full')
    socket.flush()
    expect(client.isReady).toBe(true)
    expect(held.total).toBe(0)
    expect(after(1)).toBe('ok')
  })

  it('[CC4] holds nothing once it is gone; a message counts once for all who hold it', () => {
    const [one, other] = [setup(), setup()]
    const second = new ChartClient(other.socket as unknown as WebSocket, one.held, FULL_MS)
    const message = new HeldMessage(Buffer.alloc(100))
    one.client.send(message, [message.bytes])
    second.send(message, [message.bytes])
    expect(one.held.total).toBe(100)
    one.client.terminate()
    expect(one.held.total).toBe(100)
    other.socket.terminate()
    expect(one.held.total).toBe(0)
    one.socket.flush()
    other.socket.flush()
    expect(one.held.total).toBe(0)
  })
})
