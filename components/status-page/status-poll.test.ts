import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StatusPoll } from './status-poll'
import { NOW_MS, statusOf } from './testing/status-of'

function setup(visibilityState = 'visible') {
  const page = Object.assign(new EventTarget(), { visibilityState })
  vi.stubGlobal('document', page)
  const answer = vi.fn<(signal: AbortSignal) => Promise<Response>>(async () =>
    Response.json(statusOf()),
  )
  vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => answer(signal))
  const poll = new StatusPoll()
  const see = (state: string) => {
    page.visibilityState = state
    page.dispatchEvent(new Event('visibilitychange'))
  }
  return { poll, answer, see, state: () => poll.store.getState() }
}

const never = (signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')))
  })

describe(StatusPoll, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('[BW9] asks at once and every two seconds, and leaves no timer', async () => {
    const { poll, answer, state } = setup()
    poll.start()
    await vi.advanceTimersByTimeAsync(4_100)
    expect(answer).toHaveBeenCalledTimes(3)
    expect(state().status?.server_time_ms).toBe(NOW_MS)
    poll.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[BW9] rests while the page is hidden and asks at once when it is seen', async () => {
    const { poll, answer, see } = setup('hidden')
    poll.start()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(answer).not.toHaveBeenCalled()
    see('visible')
    await vi.advanceTimersByTimeAsync(100)
    expect(answer).toHaveBeenCalledTimes(1)
    see('hidden')
    expect(vi.getTimerCount()).toBe(0)
    poll.stop()
  })

  it('[BW9] never has two polls under way, however often the page is seen', async () => {
    const { poll, answer, see } = setup()
    const signals: AbortSignal[] = []
    answer.mockImplementation((signal) => {
      signals.push(signal)
      return never(signal)
    })
    poll.start()
    for (let turn = 0; turn < 5; turn++) see('visible')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true, true, true, false])
    await vi.advanceTimersByTimeAsync(4_000)
    expect(signals).toHaveLength(6)
    poll.stop()
    expect(signals.at(-1)!.aborted).toBe(true)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(signals).toHaveLength(6)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[BW10] a poll that fails leaves the picture and says what went wrong', async () => {
    const { poll, answer, state } = setup()
    poll.start()
    await vi.advanceTimersByTimeAsync(100)
    const failures: (string | undefined)[] = []
    for (const response of [
      new Response('', { status: 503 }),
      Response.json({ ...statusOf(), alerts: 'none' }),
      new Response('<html>'),
      Response.json(statusOf()),
    ]) {
      answer.mockResolvedValueOnce(response)
      await vi.advanceTimersByTimeAsync(2_000)
      failures.push(state().failure)
      expect(state().status).toBeDefined()
    }
    expect(failures).toEqual([
      'answers with fault 503',
      'answers what this page does not understand',
      'answers what this page does not understand',
      undefined,
    ])
    poll.stop()
  })

  it('[BW10] a server that does not answer in time is told, and asked again', async () => {
    const { poll, answer, state } = setup()
    answer.mockImplementation(never)
    poll.start()
    await vi.advanceTimersByTimeAsync(5_100)
    expect(state().failure).toBe('does not answer')
    answer.mockImplementation(async () => Response.json(statusOf()))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state()).toMatchObject({ failure: undefined, status: { state: 'ready' } })
    poll.stop()
  })
})
