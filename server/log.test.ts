import { expect, it } from 'vitest'
import { readable, statusLine } from './log'

it('[LG1] writes a line a person can read', () => {
  const entry = { level: 40, time: '2026-11-21T12:46:39.123Z', how: 'exit code 1', restartMs: 500 }
  expect(readable(JSON.stringify({ ...entry, msg: 'it died' }))).toBe(
    '12:46:39 WARN it died how="exit code 1" restartMs=500\n',
  )
})

it('[LG2] writes the stack of an error below its line', () => {
  const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at here' }
  const entry = { level: 50, time: '2026-11-21T12:46:39.123Z', msg: 'no', err }
  expect(readable(JSON.stringify(entry))).toBe('12:46:39 ERROR no\nError: no\n    at here\n')
})

it('[LG3] the status page has its time, level and text, and no line of lesser levels', () => {
  const entry = { level: 40, time: '2026-11-21T12:46:39.123Z', msg: 'Feed lost', cause: 'timeout' }
  expect(statusLine(JSON.stringify(entry))).toEqual({
    ...{ time_ms: Date.UTC(2026, 10, 21, 12, 46, 39, 123), level: 'warn' },
    text: 'Feed lost cause="timeout"',
  })
  expect(statusLine(JSON.stringify({ ...entry, level: 20 }))).toBeUndefined()
})
