import type { AlertRow, ExchangeRow, LimitRow, Status } from '@/lib/protocol/status'

/** 19 Nov 2025, 12:47:03 UTC. */
export const NOW_MS = Date.UTC(2025, 10, 19, 12, 47, 3)

/** The status of a server on a quiet day, but for what is given. */
export function statusOf(given: Partial<Status> = {}): Status {
  return {
    server_time_ms: NOW_MS,
    started_ms: NOW_MS - 3_600_000,
    version: '0.1.0',
    state: 'ready',
    reasons: [],
    feed: { state: 'connected', since_ms: NOW_MS - 3_600_000, quote_age_ms: 100 },
    headline: {
      quotes_per_second: 412,
      quote_to_line_median_ms: 38,
      quote_to_line_p99_ms: 91,
      subscribers: 9,
      pairs: 312,
      resident_mb: 300,
      memory_threshold_mb: 512,
      rejected: 14,
      rejected_since_start: 1_204,
    },
    memory_guard: { level: 0, cleanings: 0, last_freed_mb: null, last_cleaned_ms: null },
    limits: [],
    samples: {
      time_ms: [],
      quotes_per_second: [],
      quote_to_line_p99_ms: [],
      resident_mb: [],
      event_loop_lag_p99_ms: [],
      queued_bytes: [],
      major_collections_per_minute: [],
      waiting_series: [],
      connections: [],
      silence_ms: [],
      recording_stopped_ms: [],
      rows_not_recorded_per_minute: [],
    },
    alerts: [],
    log: [],
    exchanges: [],
    ...given,
  }
}

export function limitOf(given: Partial<LimitRow> = {}): LimitRow {
  return {
    name: 'quote windows',
    variable: 'MAX_WINDOWS',
    unit: 'count',
    now: 80,
    highest: 96,
    limit: 10_000,
    default: 10_000,
    dropped: 0,
    fills: false,
    ...given,
  }
}

export function alertOf(given: Partial<AlertRow> = {}): AlertRow {
  return {
    name: 'memory',
    text: 'Memory above 80 % of the threshold',
    firing: false,
    since_ms: null,
    value: 300,
    limit: 409.6,
    unit: 'mb',
    note: '',
    ...given,
  }
}

export function exchangeOf(given: Partial<ExchangeRow> = {}): ExchangeRow {
  return {
    exchange: 'Binance',
    state: 'quoting',
    symbols: 16,
    stale: 0,
    quotes_per_second: 118,
    age_median_ms: 100,
    age_p99_ms: 600,
    clock_skew_ms: 2,
    rejected: 0,
    reasons: {},
    samples: [],
    ...given,
  }
}
