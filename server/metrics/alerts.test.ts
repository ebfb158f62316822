import { expect, it } from 'vitest'
import { Alerts, type AlertValues } from './alerts'

const MIB = 1024 * 1024
const CALM: AlertValues = {
  residentBytes: 100 * MIB,
  thresholdMb: 500,
  silenceMs: 0,
  queued: 0,
  collectionsPerMinute: 0,
  connections: 0,
  recording: { stoppedMs: 0, rowsNotRecordedPerMinute: 0 },
}
const NOON = Date.UTC(2026, 10, 21, 12)

const firing = (values: Partial<AlertValues>) =>
  new Alerts()
    .look({ ...CALM, ...values }, NOON)
    .filter((row) => row.firing)
    .map(({ name }) => name)

it.each([
  [{ residentBytes: 400 * MIB }, { residentBytes: 400 * MIB + 1 }, 'memory'],
  [{ silenceMs: 60_000 }, { silenceMs: 60_001 }, 'feed_silent'],
  [{ queued: 10_000 }, { queued: 10_001 }, 'queue'],
  [{ collectionsPerMinute: 10 }, { collectionsPerMinute: 11 }, 'collections'],
  [{ connections: 1_000 }, { connections: 1_001 }, 'connections'],
  [
    { recording: { stoppedMs: 30_000, rowsNotRecordedPerMinute: 0 } },
    { recording: { stoppedMs: 30_001, rowsNotRecordedPerMinute: 0 } },
    'recording_stopped',
  ],
  [
    { recording: { stoppedMs: 0, rowsNotRecordedPerMinute: 0 } },
    { recording: { stoppedMs: 0, rowsNotRecordedPerMinute: 1 } },
    'rows_not_recorded',
  ],
])('[MO1] fires above its limit: not at %o, at %o', (at, above, name) => {
  expect(firing(at)).toEqual([])
  expect(firing(above)).toEqual([name])
})

it('[MO1] misses no feed that is not wanted', () => {
  expect(firing({ silenceMs: null })).toEqual([])
})

it('[MO1] has no alerts of a recorder where nothing is to be recorded', () => {
  const names = new Alerts().look({ ...CALM, recording: null }, NOON).map(({ name }) => name)
  expect(names).toEqual(['memory', 'feed_silent', 'queue', 'collections', 'connections'])
})

it('[MO2] says since when an alert fires, and afterwards when it did', () => {
  const alerts = new Alerts()
  const look = (queued: number, nowMs: number) =>
    alerts.look({ ...CALM, queued }, nowMs).find(({ name }) => name === 'queue')
  expect(look(0, NOON)).toMatchObject({ since_ms: null, note: '' })
  look(20_000, NOON + 1_000)
  expect(look(30_000, NOON + 9_000)).toMatchObject({ firing: true, since_ms: NOON + 1_000 })
  look(0, NOON + 60_000)
  expect(look(0, NOON + 90_000)).toMatchObject({
    ...{ firing: false, since_ms: null },
    note: 'last fired 12:00:01 to 12:01:00 UTC',
  })
})
