import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LimitWatch, type LimitReading } from './limit-watch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const WINDOWS: LimitReading = {
  ...{ name: 'quote windows', variable: 'MAX_WINDOWS', unit: 'count', limit: 10_000 },
  ...{ now: 0, dropped: 0, fills: false },
}

function setup(reading: LimitReading) {
  const state = { ...reading }
  const lines: string[] = []
  const watch = new LimitWatch(
    () => [state],
    (text) => lines.push(text),
  )
  watch.start()
  return { state, lines, watch }
}

it('[MO7] knows the highest value since the start, also of seconds when nobody asked', () => {
  const { state, watch } = setup(WINDOWS)
  state.now = 96
  vi.advanceTimersByTime(1_000)
  state.now = 80
  expect(watch.rows()).toMatchObject([{ now: 80, highest: 96 }])
})

it('[MO8] logs once a minute what was dropped at a limit, with numbers', () => {
  const { state, lines, watch } = setup(WINDOWS)
  state.dropped = 312
  vi.advanceTimersByTime(180_000)
  const line = (count: number) =>
    `LIMIT: quote windows 10000 reached, ${count} dropped in the last minute`
  expect(lines).toEqual([line(312)])
  state.dropped = 320
  vi.advanceTimersByTime(60_000)
  // The counting part was started anew.
  state.dropped = 5
  vi.advanceTimersByTime(60_000)
  expect(lines).toEqual([line(312), line(8), line(5)])
  watch.stop()
  expect(vi.getTimerCount()).toBe(0)
})
