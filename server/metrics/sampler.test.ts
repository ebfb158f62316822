import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Sampler, type Readings } from './sampler'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const READINGS: Readings = {
  ...{ quotesPerSecond: 400, residentBytes: 2 * 1024 * 1024, queuedBytes: 5 },
  ...{ waitingSeries: 3, connections: 11, silenceMs: 100 },
  ...{ rejected: 0, exchanges: { OKX: 70 } },
  recording: null,
}

function setup() {
  const now = { readings: READINGS, majorCollections: 0 }
  const sampler = new Sampler({
    read: () => now.readings,
    loop: {
      takeLagP99Ms: () => 6,
      get majorCollections() {
        return now.majorCollections
      },
    },
    delays: { take: () => ({ medianMs: 38, p99Ms: 91 }) },
  })
  sampler.start()
  return { sampler, now }
}

it('[MO6] has a sample every five seconds, as columns of equal length, until it is stopped', () => {
  const { sampler } = setup()
  vi.advanceTimersByTime(10_000)
  expect(sampler.columns()).toMatchObject({
    quotes_per_second: [400, 400],
    quote_to_line_p99_ms: [91, 91],
    resident_mb: [2, 2],
    event_loop_lag_p99_ms: [6, 6],
    queued_bytes: [5, 5],
    major_collections_per_minute: [0, 0],
    waiting_series: [3, 3],
    connections: [11, 11],
    silence_ms: [100, 100],
    recording_stopped_ms: [null, null],
    rows_not_recorded_per_minute: [null, null],
  })
  expect(sampler.exchangeColumn('OKX')).toEqual([70, 70])
  expect(sampler.exchangeColumn('MEXC')).toEqual([null, null])
  sampler.stop()
  expect(vi.getTimerCount()).toBe(0)
})

it('[MO6] counts the major collections of the last minute', () => {
  const { sampler, now } = setup()
  vi.advanceTimersByTime(5_000)
  now.majorCollections = 3
  vi.advanceTimersByTime(55_000)
  expect(sampler.latest.collectionsPerMinute).toBe(3)
  vi.advanceTimersByTime(60_000)
  expect(sampler.latest.collectionsPerMinute).toBe(0)
})

it('[MO6] counts the rows of the last minute that were not recorded, also over a restart', () => {
  const { sampler, now } = setup()
  const sample = (rowsNotRecorded: number, stoppedMs = 0) => {
    now.readings = { ...READINGS, recording: { stoppedMs, rowsNotRecorded } }
    vi.advanceTimersByTime(5_000)
  }
  for (const rows of [100, 130, 5]) sample(rows, 1_000)
  expect(sampler.columns()).toMatchObject({
    recording_stopped_ms: [1_000, 1_000, 1_000],
    rows_not_recorded_per_minute: [100, 30, 5],
  })
  vi.advanceTimersByTime(60_000)
  expect(sampler.latest.rowsNotRecordedPerMinute).toBe(0)
})

it('[MO6] says how many were rejected within the hour', () => {
  const { sampler, now } = setup()
  now.readings = { ...READINGS, rejected: 100 }
  vi.advanceTimersByTime(5_000)
  now.readings = { ...READINGS, rejected: 114 }
  vi.advanceTimersByTime(5_000)
  expect(sampler.rejected).toBe(14)
})
