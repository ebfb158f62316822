import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_VIEW } from './grid-view'
import { RankingPoll } from './ranking-poll'

function listOf(...pairs: string[]) {
  const ranked = pairs.map((pair) => {
    const [symbol, exchange1, exchange2] = pair.split(':')
    const figures = { last: 0.1, extreme: null, episodes: 0, waiting: null, waiting_legs: [] }
    return { pair, symbol, exchange1, exchange2, ...figures }
  })
  const counts = { total: pairs.length, matched: pairs.length }
  const from = { source: 'live', sources: { live: pairs.length }, fault: null }
  return { server_time_ms: 0, ...from, spread: 'bid', ...counts, pairs: ranked, largest: null }
}

function setup() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
  const answer = vi.fn<() => unknown>(() => listOf('A:X:Y'))
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return Response.json(answer())
  })
  const poll = new RankingPoll()
  const pairs = () => poll.store.getState().ranking?.pairs.map(({ pair }) => pair)
  return { poll, asked, answer, page, pairs }
}

describe(RankingPoll, () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('[BG11] asks at once and every two seconds, with what differs from the default', async () => {
    const { poll, asked, pairs } = setup()
    poll.start()
    poll.ask({ ...DEFAULT_VIEW, min: 0.2, search: ' btc okx ' }, 200)
    await vi.advanceTimersByTimeAsync(4_100)
    expect(asked).toHaveLength(3)
    expect(asked[0]).toBe(
      '/api/pairs?source=auto&sort=spread&spread=bid&min=0.2&search=btc+okx&limit=200',
    )
    expect(pairs()).toEqual(['A:X:Y'])
    poll.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[SCP1] says whom the person trusts, and nothing that is no pair', async () => {
    const { poll, asked } = setup()
    poll.start()
    poll.ask(DEFAULT_VIEW, 200, ['A:X:Y', 'a,b:X:Y', 'nonsense', 'B:X:Y'])
    await vi.advanceTimersByTimeAsync(100)
    const [url = ''] = asked
    expect(new URL(url, 'http://here').searchParams.get('trusted')).toBe('A:X:Y,B:X:Y')
    poll.stop()
  })

  it('[BG11] rests while the page is hidden and asks when it is seen again', async () => {
    const { poll, asked, page } = setup()
    poll.start()
    poll.ask(DEFAULT_VIEW, 200)
    page.visibilityState = 'hidden'
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toEqual([])
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(100)
    expect(asked).toHaveLength(1)
    poll.stop()
  })

  it('[BG11] keeps the ranking it has when an answer makes no sense, and asks on', async () => {
    const { poll, asked, answer, pairs } = setup()
    poll.start()
    poll.ask(DEFAULT_VIEW, 200)
    await vi.advanceTimersByTimeAsync(100)
    answer.mockReturnValue({ pairs: 'none' })
    await vi.advanceTimersByTimeAsync(4_000)
    expect(pairs()).toEqual(['A:X:Y'])
    answer.mockReturnValue(listOf('B:X:Y'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(pairs()).toEqual(['B:X:Y'])
    expect(asked).toHaveLength(4)
    poll.stop()
  })

  it('[BG3] another set of mock data is the answer to another question', async () => {
    const { poll, answer } = setup()
    const ask = async (fields: object) => {
      answer.mockReturnValue({ ...listOf('A:X:Y'), ...fields })
      await vi.advanceTimersByTimeAsync(2_100)
      return poll.store.getState().ranking!
    }
    poll.start()
    poll.ask(DEFAULT_VIEW, 200)
    const off = await ask({})
    expect(off.hasTestEndpoints).toBe(false)
    const live = await ask({ mock_loaded_at: '2025-11-19T12:00:00Z' })
    expect(live).toMatchObject({ question: off.question, hasTestEndpoints: true })
    const first = await ask({ source: 'mock', mock_loaded_at: '2025-11-19T12:00:00Z' })
    const second = await ask({ source: 'mock', mock_loaded_at: '2025-11-19T12:00:05Z' })
    const freed = await ask({ source: 'mock', mock_loaded_at: null, pairs: [] })
    expect(new Set([live, first, second, freed].map(({ question }) => question)).size).toBe(4)
    poll.stop()
  })

  it('[BG3] an answer is whole when no least spread and no end of the list leaves pairs out', async () => {
    const { poll, answer } = setup()
    const isWhole = () => poll.store.getState().ranking?.isWhole
    poll.start()
    poll.ask(DEFAULT_VIEW, 200)
    await vi.advanceTimersByTimeAsync(100)
    expect(isWhole()).toBe(true)
    answer.mockReturnValue({ ...listOf('A:X:Y'), matched: 2 })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(isWhole()).toBe(false)
    answer.mockReturnValue(listOf('A:X:Y'))
    poll.ask({ ...DEFAULT_VIEW, min: 0.2 }, 200)
    await vi.advanceTimersByTimeAsync(200)
    expect(isWhole()).toBe(false)
    poll.stop()
  })

  it('[BG11] another question does not wait for the next turn', async () => {
    const { poll, asked } = setup()
    poll.start()
    poll.ask(DEFAULT_VIEW, 200)
    await vi.advanceTimersByTimeAsync(100)
    poll.ask({ ...DEFAULT_VIEW, sort: 'symbol' }, 200)
    poll.ask({ ...DEFAULT_VIEW, sort: 'symbol' }, 100)
    await vi.advanceTimersByTimeAsync(300)
    expect(asked.map((url) => /sort=(\w+)/.exec(url)?.[1])).toEqual(['spread', 'symbol'])
    poll.stop()
  })
})
