import * as z from 'zod'
import { FEED_STATES } from '../market/feed'
import { HOLE_CAUSES } from '../market/hole'
import { SPREAD_KINDS } from '../market/spread-kind'

/** Lines of `GET /api/stream` (contract §7). Times are epoch seconds in columns, `_ms` elsewhere. */

const percentColumn = z.array(z.number().nullable())
const priceColumn = z.array(z.number().nullable())

export const barColumnsSchema = z.object({
  time: z.array(z.int()),
  last: percentColumn,
  low: percentColumn,
  high: percentColumn,
  upper: percentColumn,
  lower: percentColumn,
  bid1: priceColumn,
  ask1: priceColumn,
  bid2: priceColumn,
  ask2: priceColumn,
  count: z.array(z.int()),
})
export type BarColumnsJson = z.infer<typeof barColumnsSchema>

/** Bars are missing from `from` (inclusive) to `to` (exclusive), both bar starts; null: still open. */
export const gapSchema = z.object({
  from: z.int(),
  to: z.int().nullable(),
  cause: z.enum(HOLE_CAUSES),
})
export type GapJson = z.infer<typeof gapSchema>

export const feedFieldsSchema = z.object({
  state: z.enum(FEED_STATES),
  since_ms: z.number(),
  quotes_per_second: z.number(),
  lag_ms: z.number().nullable(),
  rejected: z.record(z.string(), z.number()),
  /** Beyond the contract, for the status bar; readers of the contract ignore them. */
  pairs: z.int().optional(),
  windows: z.int().optional(),
  memory_mb: z.number().optional(),
  memory_limit_mb: z.number().optional(),
  /** Present where the market stands still, as mock data does: the time at which it is. */
  clock_ms: z.number().optional(),
  /** Pairs of the mock data that is loaded, which may be 0; absent: none is. */
  mock_pairs: z.int().optional(),
  /** Present while `waiting`: when the next attempt is made. */
  next_attempt_ms: z.number().optional(),
  attempt: z.int().optional(),
  /** Arrival of the newest frame, null before the first. */
  last_frame_ms: z.number().nullable().optional(),
})
export type FeedFields = z.infer<typeof feedFieldsSchema>

export const SOURCES = ['simulated', 'replay', 'external', 'none'] as const

const numbered = { seq: z.int() }

export const helloSchema = z.object({
  ...numbered,
  type: z.literal('hello'),
  protocol: z.literal(1),
  server_time_ms: z.number(),
  bar_seconds: z.literal(1),
  window_seconds: z.number(),
  spread: z.enum(SPREAD_KINDS),
  mock: z.boolean(),
  simulated: z.boolean(),
  source: z.enum(SOURCES).optional(),
  pairs: z.array(z.string()),
  unknown: z.array(z.string()),
  feed: feedFieldsSchema,
})

export const seriesSchema = z.object({
  ...numbered,
  type: z.literal('series'),
  pair: z.string(),
  symbol: z.string(),
  exchange1: z.string(),
  exchange2: z.string(),
  spread: z.enum(SPREAD_KINDS),
  ...barColumnsSchema.shape,
  gaps: z.array(gapSchema),
  age1_ms: z.number().nullable().optional(),
  age2_ms: z.number().nullable().optional(),
})

export const barsSchema = z.object({
  ...numbered,
  type: z.literal('bars'),
  pair: z.string(),
  ...barColumnsSchema.shape,
  age1_ms: z.number().nullable(),
  age2_ms: z.number().nullable(),
})

/** `to` equal to `from` takes a hole back that turned out not to be one. */
export const gapLineSchema = z.object({
  ...numbered,
  type: z.literal('gap'),
  pair: z.string(),
  ...gapSchema.shape,
})

export const pairLineSchema = z.object({
  ...numbered,
  type: z.literal('pair'),
  pair: z.string(),
  change: z.enum(['added', 'removed']),
})

export const feedLineSchema = z.object({
  ...numbered,
  type: z.literal('feed'),
  ...feedFieldsSchema.shape,
})

export const END_REASONS = ['shutdown', 'slow', 'replaced'] as const
export const endSchema = z.object({
  ...numbered,
  type: z.literal('end'),
  reason: z.enum(END_REASONS),
})

export const streamLineSchema = z.discriminatedUnion('type', [
  helloSchema,
  seriesSchema,
  barsSchema,
  gapLineSchema,
  pairLineSchema,
  feedLineSchema,
  endSchema,
])
export type StreamLine = z.infer<typeof streamLineSchema>
export type EndReason = (typeof END_REASONS)[number]
export type Source = (typeof SOURCES)[number]
