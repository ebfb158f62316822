import { describe, expect, it } from 'vitest'
import { exchangeFace, inOrderOfName } from './exchange-face'
import { exchangeOf } from './testing/status-of'

describe(exchangeFace, () => {
  it('[BW12] says the state of an exchange in a word and a colour', () => {
    expect(exchangeFace(exchangeOf())).toMatchObject({ mark: 'ok', words: 'quoting' })
    const slow = exchangeOf({ state: 'slow', stale: 1 })
    expect(exchangeFace(slow)).toMatchObject({ mark: 'warn', words: 'slow, 1 of 16 stale' })
    const silent = exchangeOf({ state: 'silent', stale: 16 })
    expect(exchangeFace(silent)).toMatchObject({ mark: 'danger', words: 'silent' })
  })

  it('[BW12] says rate, ages, skew and why quotes were rejected', () => {
    const reasons = { future: 3, not_positive: 12 }
    const row = exchangeOf({ clock_skew_ms: -31, age_p99_ms: 4_800, reasons })
    expect(exchangeFace(row)).toMatchObject({
      quotesPerSecond: '118',
      ageMedian: '0.1 s',
      ageP99: '4.8 s',
      clockSkew: '\u221231 ms',
      reasons: 'not positive 12, future 3',
    })
    expect(exchangeFace(exchangeOf({ quotes_per_second: 0.2 })).quotesPerSecond).toBe('0.2')
    expect(exchangeFace(exchangeOf({ quotes_per_second: 0 })).quotesPerSecond).toBe('0')
  })

  it('[BW12] what is not known is a word', () => {
    const unknown = { age_median_ms: null, age_p99_ms: null, clock_skew_ms: null }
    expect(exchangeFace(exchangeOf(unknown))).toMatchObject({
      ageMedian: 'no value',
      ageP99: 'no value',
      clockSkew: 'no value',
    })
  })
})

it('[BW12] exchanges are in the order of their names', () => {
  const rows = ['OKX', 'Bybit', 'BingX'].map((exchange) => exchangeOf({ exchange }))
  expect(inOrderOfName(rows).map(({ exchange }) => exchange)).toEqual(['BingX', 'Bybit', 'OKX'])
})
