import { describe, expect, it } from 'vitest'
import type { Status } from '@/lib/protocol/status'
import { headlineOf, upTime } from './headline'
import { alertOf, NOW_MS, statusOf } from './testing/status-of'

const FIRING = alertOf({ firing: true })
const DISABLED: Status['feed'] = { state: 'disabled', since_ms: NOW_MS, quote_age_ms: null }
const headlineFor = (given: Partial<Status>, failure?: string) =>
  headlineOf({ status: statusOf(given), failure })

describe(headlineOf, () => {
  it('[BW4] says nothing before the first answer, and that all is well when it is', () => {
    expect(headlineOf({ status: undefined, failure: undefined })).toBeUndefined()
    expect(headlineFor({})).toEqual({
      mark: 'ok',
      words: 'Ready',
      detail: 'quotes younger than 30 s, server up 1 h 00',
    })
  })

  it('[BW4] counts the alerts that fire', () => {
    const one = headlineFor({ alerts: [FIRING, alertOf()] })
    expect(one).toMatchObject({ mark: 'warn', words: 'Ready, one alert' })
    expect(headlineFor({ alerts: [FIRING, FIRING] })?.words).toBe('Ready, two alerts')
  })

  it('[BW4] not being ready is worse than alerts, and says why', () => {
    const reasons = ['the feed is silent']
    expect(headlineFor({ state: 'not_ready', reasons, alerts: [FIRING] })).toEqual({
      mark: 'danger',
      words: 'Not ready, one alert',
      detail: 'the feed is silent, server up 1 h 00',
    })
  })

  it('[BW4] a feed that was switched off on purpose is no fault', () => {
    const headline = headlineFor({ feed: DISABLED })
    expect(headline).toMatchObject({ mark: 'ok', words: 'Ready without a feed' })
  })

  it('[BW4] no answer is worst: it says so, and of when the figures are', () => {
    expect(headlineFor({ alerts: [FIRING] }, 'does not answer')).toEqual({
      mark: 'danger',
      words: 'The server does not answer',
      detail: 'figures of 12:47:03 UTC, asked again every 2 s',
    })
    const first = headlineOf({ status: undefined, failure: 'answers with fault 503' })
    expect(first).toMatchObject({ words: 'The server answers with fault 503' })
  })
})

it('[BW4] the time a server is up has days when there are any', () => {
  const minute = 60_000
  expect(upTime(82_000)).toBe('1:22')
  expect(upTime(170 * minute)).toBe('2 h 50')
  expect(upTime((6 * 24 * 60 + 4 * 60 + 12) * minute)).toBe('6 d 04 h 12 m')
})
