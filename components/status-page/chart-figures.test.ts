import { describe, expect, it } from 'vitest'
import type { Status } from '@/lib/protocol/status'
import { chartFigures } from './chart-figures'
import { alertOf, NOW_MS, statusOf } from './testing/status-of'

const MEMORY_ALERT = alertOf({ limit: 409.6 })

/** Two samples, `spanMs` apart. */
function figuresOf(spanMs: number, given: Partial<Status['samples']> = {}) {
  const samples = {
    time_ms: [NOW_MS - spanMs, NOW_MS],
    quotes_per_second: [1_500, 412],
    quote_to_line_p99_ms: [91, null],
    resident_mb: [300, 448.2],
    event_loop_lag_p99_ms: [6, 6.4],
    queued_bytes: [0, 18_432],
    major_collections_per_minute: [1, 2],
    waiting_series: [0, 0],
    connections: [11, 11],
    silence_ms: [100, 100],
    recording_stopped_ms: [null, null],
    rows_not_recorded_per_minute: [null, null],
    ...given,
  }
  return chartFigures(statusOf({ samples, alerts: [{ ...MEMORY_ALERT, firing: true }] }))
}

describe(chartFigures, () => {
  it('[BW7] each of the six has its name, its figure and its unit', () => {
    const said = figuresOf(3_600_000).map(({ name, now }) => [name, now?.figure, now?.unit])
    expect(said).toEqual([
      ['Quotes', '412', '/s'],
      ['Quote to page, p99', undefined, undefined],
      ['Resident memory', '448', 'MB'],
      ['Event loop lag, p99', '6', 'ms'],
      ['Bytes queued', '18', 'KB'],
      ['Major collections', '2', '/min'],
    ])
  })

  it('[BW7] says what it spans: the hour, or less since the start', () => {
    expect(figuresOf(3_600_000)[0]!.note).toBe('1 h')
    expect(figuresOf(240_000)[0]!.note).toBe('4 min')
    expect(figuresOf(40_000)[0]!.note).toBe('40 s')
  })

  it('[BW7] has the level of its alert, and says when it fires', () => {
    const [quotes, , memory] = figuresOf(3_600_000)
    expect(memory).toMatchObject({ note: 'alert at 410', level: 409.6, isFiring: true })
    expect(quotes).toMatchObject({ level: undefined, isFiring: false })
  })

  it('[BW8] is read out as one sentence', () => {
    const [quotes, latency, memory] = figuresOf(3_600_000)
    expect(quotes!.sentence).toBe('Quotes, now 412 /s, highest 1\u202f500 /s in 1 h')
    expect(latency!.sentence).toBe('Quote to page, p99, no value now')
    expect(memory!.sentence).toBe(
      'Resident memory, now 448 MB, highest 448 MB in 1 h, alert at 410 MB',
    )
  })

  it('[BW7] a server that just started has no figures', () => {
    const [quotes] = chartFigures(statusOf())
    expect(quotes).toMatchObject({ now: undefined, note: 'just started' })
    expect(quotes!.sentence).toBe('Quotes, no value now')
  })
})
