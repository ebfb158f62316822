import { describe, expect, it } from 'vitest'
import { alertFace, firingWords, inOrderOfUrgency } from './alert-face'
import { alertOf, NOW_MS } from './testing/status-of'

const FIRING = { firing: true, since_ms: NOW_MS - 16 * 60_000 }

describe(alertFace, () => {
  it('[BW11] says the value, and against what while it fires', () => {
    expect(alertFace(alertOf()).value).toBe('300 MB')
    expect(alertFace(alertOf({ ...FIRING, value: 448.2 })).value).toBe('448 of 410 MB')
    const silent = { ...FIRING, name: 'feed_silent', unit: 'ms', limit: 60_000 } as const
    expect(alertFace(alertOf({ ...silent, value: 75_000 })).value).toBe('75 of 60 s')
    expect(alertFace(alertOf({ ...silent, firing: false, value: 433 })).value).toBe('0.4 s')
    expect(alertFace(alertOf({ value: null })).value).toBe('no value')
  })

  it('[BW11] says since when it fires and what was done about it', () => {
    const note = 'guard ran once and freed 76 MB'
    expect(alertFace(alertOf({ ...FIRING, note })).note).toBe(`since 12:31 UTC, ${note}`)
    expect(alertFace(alertOf({ note: 'last at 12:41' })).note).toBe('last at 12:41')
    expect(alertFace(alertOf()).note).toBe('')
  })
})

it('[BW11] alerts that fire come first and are counted', () => {
  const alerts = [
    alertOf(),
    alertOf({ name: 'queue', ...FIRING }),
    alertOf({ name: 'connections' }),
  ]
  expect(inOrderOfUrgency(alerts).map(({ name }) => name)).toEqual([
    'queue',
    'memory',
    'connections',
  ])
  expect(firingWords(alerts)).toBe('1 of 3 firing')
  expect(firingWords([alertOf()])).toBe('none of 1 firing')
})
