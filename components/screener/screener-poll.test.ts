import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ROW_PLACES } from '@/lib/protocol/screener-columns'
import type { ScreenerAnswer } from '@/lib/protocol/screener-answer'
import type { ScreenerRequest } from '@/lib/protocol/screener-query'
import { ScreenerPoll } from './screener-poll'

const POLL_MS = 500
const PLACES = { offset: 0, limit: 2, pairs: [] }

let asked: ScreenerRequest[]
let answers: (() => Promise<unknown>)[]
let page: EventTarget & { visibilityState: string }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  asked = []
  answers = []
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body))
    const json = answers.shift() ?? (() => new Promise(() => {}))
    return { ok: true, json }
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function answer(order: string[], rows: string[] = order, serial = 1): ScreenerAnswer {
  const figures = ROW_PLACES.slice(2).map((_, at) => at + serial)
  return {
    ...{ server_time_ms: 0, serial, total: 9, matched: 9, hidden_suspects: 0 },
    ...{ cover: null, exchanges: ['A', 'B'], order, columns: [...ROW_PLACES] },
    rows: rows.map((pair) => [pair, null, ...figures]),
  }
}
const give = (...all: ScreenerAnswer[]) => {
  answers.push(...all.map((one) => () => Promise.resolve(one)))
}

function started(): ScreenerPoll {
  const poll = new ScreenerPoll({ pollMs: POLL_MS, hasSparks: false })
  poll.look(PLACES)
  poll.ask({ search: 'x' })
  poll.start()
  return poll
}

it('[SN11] asks every half second for what changed since, and keeps the rows that did not', async () => {
  give(answer(['S:A:B', 'T:A:B']), answer(['T:A:B', 'S:A:B'], ['S:A:B'], 2))
  const poll = started()
  await vi.advanceTimersByTimeAsync(1)
  const first = poll.store.getState()
  await vi.advanceTimersByTimeAsync(POLL_MS)
  expect(asked.map(({ since }) => since)).toEqual([undefined, 1])
  const second = poll.store.getState()
  expect(second.listing?.order).toEqual(['T:A:B', 'S:A:B'])
  expect(second.rows.get('T:A:B')).toBe(first.rows.get('T:A:B'))
  expect(second.rows.get('S:A:B')?.figures.spreadPct).toBe(2)
  poll.stop()
})

it('[SN11] a pair that came into view unchanged is asked for at once, with everything', async () => {
  give(answer(['S:A:B']), answer(['S:A:B', 'T:A:B'], [], 2), answer(['S:A:B', 'T:A:B']))
  const poll = started()
  await vi.advanceTimersByTimeAsync(POLL_MS + 2)
  expect(asked.map(({ since }) => since)).toEqual([undefined, 1, undefined])
  expect([...poll.store.getState().rows.keys()]).toEqual(['S:A:B', 'T:A:B'])
  poll.stop()
})

it('[SN11] a line of 15 minutes that did not move is the same object', async () => {
  const line = (last: number) => [...Array.from({ length: 89 }, () => null), last]
  const withLine = (last: number) => ({ ...answer(['S:A:B']), sparks: { 'S:A:B': line(last) } })
  give(withLine(1), withLine(1), withLine(2))
  const poll = new ScreenerPoll({ pollMs: 6_000, hasSparks: true })
  poll.look(PLACES)
  poll.ask({ search: 'x' })
  poll.start()
  await vi.advanceTimersByTimeAsync(1)
  const first = poll.store.getState().sparks.get('S:A:B')
  expect(first).toHaveLength(90)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(asked.map(({ sparks }) => sparks)).toEqual([true, true])
  expect(poll.store.getState().sparks.get('S:A:B')).toBe(first)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(poll.store.getState().sparks.get('S:A:B')?.[89]).toBe(2)
  poll.stop()
})

it('[SN12] one request at a time; what is wanted meanwhile is asked for when it is answered', async () => {
  let resolve: (told: ScreenerAnswer) => void = () => {}
  const promise = new Promise<ScreenerAnswer>((tell) => {
    resolve = tell
  })
  answers.push(() => promise)
  const poll = started()
  await vi.advanceTimersByTimeAsync(1)
  poll.ask({ search: 'y' })
  poll.look({ ...PLACES, offset: 40 })
  await vi.advanceTimersByTimeAsync(POLL_MS)
  expect(asked).toHaveLength(1)
  resolve(answer(['S:A:B']))
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(2)
  expect(asked[1]).toMatchObject({ search: 'y', offset: 40 })
  expect(asked[1]).not.toHaveProperty('since')
  poll.stop()
})

it('[SN13] rests while the page is hidden; a failure is told, keeps what there is and is tried again', async () => {
  give(answer(['S:A:B']))
  const poll = started()
  await vi.advanceTimersByTimeAsync(1)
  answers.push(() => Promise.resolve({ nonsense: true }))
  await vi.advanceTimersByTimeAsync(POLL_MS)
  expect(poll.store.getState().failure).toBe('answers what this page does not understand')
  expect(poll.store.getState().rows.size).toBe(1)
  give(answer(['S:A:B']))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(poll.store.getState().failure).toBeUndefined()

  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  const before = asked.length
  await vi.advanceTimersByTimeAsync(10 * POLL_MS)
  expect(asked).toHaveLength(before)
  page.visibilityState = 'visible'
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(before + 1)
  poll.stop()
  expect(vi.getTimerCount()).toBe(0)
})
