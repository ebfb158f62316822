import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LimitWatch, type LimitReading } from './limit-watch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const WINDOWS: LimitReading = {
  ...{ name: 'quote windows', variable: 'MAX_WINDOWS', unit: 'count', limit: 10_000 },
  ...{ default: 10_000, now: 0, highest: null, dropped: 0, fills: false },
}

function setup(reading: LimitReading) {
  const state = { ...reading }
  const lines: string[] = []
  const warnings: string[] = []
  const log = {
    info: (text: string) => lines.push(text),
    warn: (text: string) => warnings.push(text),
  }
  const watch = new LimitWatch(() => [state], log)
  watch.start()
  return { state, lines, warnings, watch }
}

it('[MO7] knows the highest value since the start, also of seconds when nobody asked', () => {
  const { state, watch } = setup(WINDOWS)
  state.now = 96
  vi.advanceTimersByTime(1_000)
  state.now = 80
  expect(watch.rows()).toMatchObject([{ now: 80, highest: 96 }])
})

it('[MO7] believes a part that knows more than is seen once a second', () => {
  const { state, watch } = setup(WINDOWS)
  const highest = () => watch.rows()[0]!.highest
  Object.assign(state, { now: 5, highest: 300 })
  expect(highest()).toBe(300)
  // The part was started anew.
  Object.assign(state, { now: null, highest: 7 })
  expect(highest()).toBe(300)
})

it('[MO8] logs once a minute what was dropped at a limit, with numbers', () => {
  const { state, warnings, watch } = setup(WINDOWS)
  state.dropped = 312
  vi.advanceTimersByTime(180_000)
  const line = (count: number) =>
    `LIMIT: quote windows 10000 reached, ${count} dropped in the last minute`
  expect(warnings).toEqual([line(312)])
  state.dropped = 320
  vi.advanceTimersByTime(60_000)
  // The counting part was started anew.
  state.dropped = 5
  vi.advanceTimersByTime(60_000)
  expect(warnings).toEqual([line(312), line(8), line(5)])
  watch.stop()
  expect(vi.getTimerCount()).toBe(0)
})

it('[MO8] is no warning where the oldest always goes for the newest', () => {
  const pages = { name: 'memory of all series', unit: 'bytes', limit: 160 * 1024 * 1024 } as const
  const { state, lines, warnings } = setup({ ...WINDOWS, ...pages, fills: true })
  state.dropped = 7
  vi.advanceTimersByTime(60_000)
  expect(warnings).toEqual([])
  expect(lines).toEqual(['LIMIT: memory of all series 160MB reached, 7 dropped in the last minute'])
})
