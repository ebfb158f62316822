import * as z from 'zod'
import { FEED_STATES } from '../market/feed'

/**
 * `GET /api/status`: what `/status` shows to a person. `*_ms` are epoch milliseconds or durations,
 * `*_mb` are MiB. What is not known is null.
 */

export const STATUS_STATES = ['ready', 'not_ready'] as const
/** 1: caches and mock data were freed, 2: windows went as well, 3: heavy requests are refused. */
export const MEMORY_GUARD_LEVELS = [0, 1, 2, 3] as const
export const LIMIT_UNITS = ['count', 'bytes', 'ms', 's'] as const

export const limitRowSchema = z.object({
  /** As in the README's table of limits. */
  name: z.string(),
  /** The environment variable that changes it; null: it is fixed. */
  variable: z.string().nullable(),
  unit: z.enum(LIMIT_UNITS),
  /** Held now and at most since the start; null where that is not known. */
  now: z.number().nullable(),
  highest: z.number().nullable(),
  limit: z.number(),
  /** The limit where nothing is configured. */
  default: z.number(),
  /** Dropped, evicted or refused at it since the start. */
  dropped: z.number().nullable(),
  /** Being full is its normal state: the oldest goes for the newest, and that is no warning. */
  fills: z.boolean(),
})
export type LimitRow = z.infer<typeof limitRowSchema>

const sampleColumn = z.array(z.number().nullable())

/** Equally long columns, oldest first, of the last hour at most; null: not measured then. */
export const statusSamplesSchema = z.object({
  time_ms: z.array(z.number()),
  quotes_per_second: sampleColumn,
  quote_to_line_p99_ms: sampleColumn,
  resident_mb: sampleColumn,
  event_loop_lag_p99_ms: sampleColumn,
  queued_bytes: sampleColumn,
  major_collections_per_minute: sampleColumn,
  /** What the alerts of the queue, of connections and of silence look at. */
  waiting_series: sampleColumn,
  connections: sampleColumn,
  silence_ms: sampleColumn,
  /** While nothing is recorded though it is wanted; null: it is not wanted. */
  recording_stopped_ms: sampleColumn,
  rows_not_recorded_per_minute: sampleColumn,
})
export type StatusSamples = z.infer<typeof statusSamplesSchema>

export const ALERT_NAMES = [
  ...(['memory', 'feed_silent', 'queue', 'collections', 'connections'] as const),
  /** Those of a server that records. */
  ...(['recording_stopped', 'rows_not_recorded'] as const),
] as const
export type AlertName = (typeof ALERT_NAMES)[number]

export const alertSchema = z.object({
  name: z.enum(ALERT_NAMES),
  /** What it watches: `Memory above 80 % of the threshold`. */
  text: z.string(),
  firing: z.boolean(),
  /** Since when it fires; null while it does not. */
  since_ms: z.number().nullable(),
  value: z.number().nullable(),
  limit: z.number(),
  unit: z.enum(['mb', 'ms', 'count', 'per_minute']),
  /** When it last fired, what was done about it; empty: nothing to say. */
  note: z.string(),
})
export type AlertRow = z.infer<typeof alertSchema>

export const LOG_LEVELS = ['info', 'warn', 'error', 'fatal'] as const
export const logLineSchema = z.object({
  time_ms: z.number(),
  level: z.enum(LOG_LEVELS),
  text: z.string(),
})
export type LogLine = z.infer<typeof logLineSchema>

export const exchangeRowSchema = z.object({
  exchange: z.string(),
  /** `slow`: some of its symbols are stale; `silent`: all are. */
  state: z.enum(['quoting', 'slow', 'silent']),
  symbols: z.int(),
  /** Symbols whose newest quote is older than the tolerance. */
  stale: z.int(),
  quotes_per_second: z.number(),
  /** Of the newest quote of each symbol. */
  age_median_ms: z.number().nullable(),
  age_p99_ms: z.number().nullable(),
  /** Its quotes' times less our clock at their arrival; negative: they arrive late. */
  clock_skew_ms: z.number().nullable(),
  rejected: z.int(),
  /** Rejected by reason, only of reasons that occurred. */
  reasons: z.record(z.string(), z.int()),
  /** Quotes a second at the times of `samples.time_ms`. */
  samples: sampleColumn,
})
export type ExchangeRow = z.infer<typeof exchangeRowSchema>

export const statusSchema = z.object({
  server_time_ms: z.number(),
  started_ms: z.number(),
  version: z.string(),
  state: z.enum(STATUS_STATES),
  /** Why it is not ready, one sentence each; empty while it is. */
  reasons: z.array(z.string()),
  feed: z.object({
    state: z.enum(FEED_STATES),
    since_ms: z.number(),
    /** Since the newest frame arrived. */
    quote_age_ms: z.number().nullable(),
  }),
  headline: z.object({
    quotes_per_second: z.number(),
    /** From a quote's arrival to the line that carries it, over the last minute. */
    quote_to_line_median_ms: z.number().nullable(),
    quote_to_line_p99_ms: z.number().nullable(),
    subscribers: z.int(),
    pairs: z.int(),
    resident_mb: z.number(),
    memory_threshold_mb: z.number(),
    /** Within the last hour, and since the start. */
    rejected: z.int(),
    rejected_since_start: z.int(),
  }),
  memory_guard: z.object({
    level: z.literal(MEMORY_GUARD_LEVELS),
    cleanings: z.int(),
    /** Resident memory that the last cleaning gave back. */
    last_freed_mb: z.number().nullable(),
    last_cleaned_ms: z.number().nullable(),
  }),
  limits: z.array(limitRowSchema),
  samples: statusSamplesSchema,
  alerts: z.array(alertSchema),
  /** Warnings, errors and totals, newest first, 50 at most. */
  log: z.array(logLineSchema),
  exchanges: z.array(exchangeRowSchema),
})
export type Status = z.infer<typeof statusSchema>
