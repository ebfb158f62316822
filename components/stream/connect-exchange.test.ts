import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectExchange } from './connect-exchange'
import { MarketFeed } from './market-feed'
import { openFetchStream } from './open-fetch-stream'
import { BURST_MS } from './stream-exchange'
import { MISSED_PINGS, PING_MS } from './tab-messages'
import { fakeStreams } from './testing/fake-streams'

// A browser on plain http under a host name has none; newer versions of Node.js do.
vi.mock(import('./life-lock'), async (original) => ({ ...(await original()), hasLocks: false }))
vi.mock(import('./open-fetch-stream'))

const A = 'A:X:Y'

function setup() {
  const { open, openOnes } = fakeStreams()
  vi.mocked(openFetchStream).mockImplementation(open)
  const feed = new MarketFeed((events) => connectExchange('/worker.js', events))
  feed.want({ source: 'live', spread: 'bid', windowSeconds: 300, pairs: [A] })
  feed.start()
  return { feed, openOnes }
}

/** A worker of which nothing is ever heard but that it cannot be loaded. */
function stubDeadWorker() {
  const ports: MessagePort[] = []
  const errors: (() => void)[] = []
  class DeadWorker {
    readonly port: MessagePort
    constructor() {
      const { port1, port2 } = new MessageChannel()
      ports.push(port1, port2)
      this.port = port1
    }
    set onerror(listener: () => void) {
      errors.push(listener)
    }
  }
  vi.stubGlobal('SharedWorker', DeadWorker)
  return {
    fail: () => errors.at(-1)!(),
    made: () => errors.length,
    free: () => ports.forEach((port) => port.close()),
  }
}

describe(connectExchange, () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('[BS24] a worker that cannot be loaded leaves a stream of the page for what it wants', () => {
    const { fail, made, free } = stubDeadWorker()
    const { feed, openOnes } = setup()
    vi.advanceTimersByTime(BURST_MS)
    expect(openOnes()).toEqual([])
    fail()
    vi.advanceTimersByTime(BURST_MS)
    expect(openOnes().map(({ pairs }) => pairs)).toEqual([[A]])
    vi.advanceTimersByTime(PING_MS * (MISSED_PINGS + 2))
    expect(made()).toBe(1)
    feed.stop()
    expect(openOnes()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    free()
  })

  it('[BS24] without shared workers the page has a stream of its own for what it wants', async () => {
    vi.stubGlobal('SharedWorker', undefined)
    const { feed, openOnes } = setup()
    await Promise.resolve()
    vi.advanceTimersByTime(BURST_MS)
    expect(openOnes().map(({ pairs }) => pairs)).toEqual([[A]])
    feed.stop()
    expect(openOnes()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
