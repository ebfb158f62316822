import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { serveWorkerPort } from './serve-worker-port'
import { StreamExchange } from './stream-exchange'
import { MISSED_PINGS, PING_MS, type ToTab } from './tab-messages'
import { fakeStreams } from './testing/fake-streams'

// A browser on plain http under a host name has none; newer versions of Node.js do.
vi.mock(import('./life-lock'), async (original) => ({ ...(await original()), hasLocks: false }))

function setup() {
  const { open, openOnes } = fakeStreams()
  const exchange = new StreamExchange(open)
  const posted: ToTab[] = []
  const { port1: tab, port2: worker } = new MessageChannel()
  vi.spyOn(worker, 'postMessage').mockImplementation((message: ToTab) => {
    posted.push(message)
  })
  serveWorkerPort(worker, exchange)
  const say = (data: unknown) => worker.onmessage?.(new MessageEvent('message', { data }))
  say({ type: 'hi', lock: null })
  say({ type: 'want', source: 'live', spread: 'bid', windowSeconds: 300, pairs: ['A:X:Y'] })
  const pings = () =>
    posted.filter((message) => typeof message !== 'string' && message.type === 'ping').length
  return { say, pings, openOnes, close: () => tab.close() }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance'] })) // prettier-ignore
afterEach(() => void vi.useRealTimers())

it('[BS22] without locks a tab that answers no ping is given up, and its stream with it', () => {
  const { pings, openOnes, close } = setup()
  vi.advanceTimersByTime(PING_MS)
  expect(openOnes()).toHaveLength(1)
  vi.advanceTimersByTime(PING_MS * (MISSED_PINGS + 2))
  expect(pings()).toBe(MISSED_PINGS)
  expect(openOnes()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  close()
})

it('[BS22] a tab that answers stays; what it says is checked', () => {
  const { say, openOnes, close } = setup()
  for (let beat = 0; beat < 20; beat++) {
    vi.advanceTimersByTime(PING_MS)
    say({ type: 'took', chunks: 0 })
    say({ type: 'want', source: 'live', spread: 'ask', pairs: 7 })
  }
  expect(openOnes()).toHaveLength(1)
  say({ type: 'bye' })
  vi.advanceTimersByTime(PING_MS)
  expect(openOnes()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  close()
})
