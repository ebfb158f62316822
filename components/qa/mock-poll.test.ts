import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MOCK_LIMITS } from '@/lib/protocol/mock-data'
import { MockPoll } from './mock-poll'

const STATE = {
  loaded: true,
  opportunities: 1,
  windows: 2,
  points: 10,
  largest_window_points: 5,
  rejected: {},
  dropped_bars: 0,
  bytes: 1_000,
  loaded_at: '2025-11-19T12:31:40.000Z',
  expires_at: '2025-11-19T13:31:40.000Z',
  seconds_left: 3_600,
  limits: {
    body_bytes: MOCK_LIMITS.bodyBytes,
    opportunities: MOCK_LIMITS.opportunities,
    windows: MOCK_LIMITS.windows,
    points_per_window: MOCK_LIMITS.pointsPerWindow,
    points: MOCK_LIMITS.points,
    memory_bytes: 67_108_864,
    ttl_minutes: 60,
  },
}

function setup() {
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  const answers = { GET: 200, DELETE: 200 }
  const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(
    async (_url, { method = 'GET' }) => {
      const status = method === 'DELETE' ? answers.DELETE : answers.GET
      return Response.json(STATE, { status })
    },
  )
  vi.stubGlobal('fetch', fetched)
  const poll = new MockPoll()
  poll.start()
  return { poll, answers, fetched, state: () => poll.store.getState() }
}

describe(MockPoll, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('[QA24] a set that could not be freed is told, until the server is heard of again', async () => {
    const { poll, answers, state } = setup()
    await vi.advanceTimersByTimeAsync(4_000)
    answers.DELETE = 500
    await poll.free()
    await vi.advanceTimersByTimeAsync(4_000)
    expect(state().freeFault).toBe('It could not be freed: the server answered 500.')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state().freeFault).toBeUndefined()
    poll.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[QA24] what is loaded is asked for as soon as it was freed', async () => {
    const { poll, fetched, state } = setup()
    await poll.free()
    await vi.advanceTimersByTimeAsync(100)
    expect(fetched.mock.calls.map(([, { method = 'GET' }]) => method)).toEqual([
      'GET',
      'DELETE',
      'GET',
    ])
    expect(state().freeFault).toBeUndefined()
    poll.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[QA25] a server without test endpoints is asked again only when something changed', async () => {
    const { poll, answers, fetched, state } = setup()
    answers.GET = 404
    poll.refresh()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state().isOff).toBe(true)
    const { length } = fetched.mock.calls
    expect(length).toBeLessThan(3)
    answers.GET = 200
    poll.refresh()
    await vi.advanceTimersByTimeAsync(5_100)
    expect(state()).toMatchObject({ isOff: false, state: { points: 10 } })
    expect(fetched).toHaveBeenCalledTimes(length + 2)
    poll.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
