import * as z from 'zod'
import { HOLE_CAUSES } from '../market/hole'
import { SPREAD_KINDS } from '../market/spread-kind'
import { barColumnsSchema } from './stream-line'

/**
 * Lines of `GET /api/history`: `hello`, then `bars`, `gap` and `progress` in time order as the days
 * are read, then `end`. `seq` grows by one a line, from 0, without holes.
 *
 * Times are epoch seconds in columns and gaps, `_ms` are epoch milliseconds; spreads are percent,
 * rounded to 6 decimals, or null.
 */

/** left: a point for each quote of exchange1. either: one for each time at which either leg quoted. */
export const HISTORY_JOINS = ['either', 'left'] as const
export type HistoryJoin = (typeof HISTORY_JOINS)[number]

/** A bar is this many seconds, or a power of two of days. */
export const BAR_SECONDS = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 86_400],
] as const

const numbered = { seq: z.int() }

export const historyHelloSchema = z.object({
  ...numbered,
  type: z.literal('hello'),
  protocol: z.literal(1),
  server_time_ms: z.number(),
  pair: z.string(),
  symbol: z.string(),
  exchange1: z.string(),
  exchange2: z.string(),
  spread: z.enum(SPREAD_KINDS),
  join: z.enum(HISTORY_JOINS),
  /** As asked for. Every second that overlaps it is in, whole. */
  from_ms: z.number(),
  to_ms: z.number(),
  bar_seconds: z.int(),
  max_points: z.int(),
  /** Of both legs in the range: an estimate where they have more than 96 hours. */
  files: z.int(),
  /** On which either leg has files. */
  days: z.int(),
  rows_estimated: z.int(),
})

/**
 * Bars in time order, each once; `time` is a multiple of `bar_seconds`. A bar has the first, lowest,
 * highest and last spread of its points; bands and prices are those of its last point. With
 * `bar_seconds` 1 they are the bars of the live stream.
 */
export const historyBarsSchema = z.object({
  ...numbered,
  type: z.literal('bars'),
  ...barColumnsSchema.shape,
  first: z.array(z.number().nullable()),
})

/** No bars from `from` (inclusive) to `to` (exclusive): points were more than the tolerance apart. */
export const historyGapSchema = z.object({
  ...numbered,
  type: z.literal('gap'),
  from: z.int(),
  to: z.int(),
  /** `feed_down`: nothing was recorded of either leg. */
  cause: z.enum(HOLE_CAUSES),
})

export const historyProgressSchema = z.object({
  ...numbered,
  type: z.literal('progress'),
  /** The day being read, or just done: YYYY-MM-DD. */
  date: z.string(),
  days_done: z.int(),
  days: z.int(),
  files_done: z.int(),
  files: z.int(),
  rows_done: z.int(),
  rows_estimated: z.int(),
  /** Everything before has been sent. */
  until_ms: z.number(),
})

export const skippedFileSchema = z.object({
  /** Relative to LAKE_DIR. */
  file: z.string(),
  reason: z.string(),
})

/** Of the points of the range. Percent; null: too few points to tell. */
export const historyStatisticsSchema = z.object({
  highest: z.number(),
  highest_ms: z.number(),
  lowest: z.number(),
  lowest_ms: z.number(),
  mean: z.number(),
  median: z.number(),
  /** Quantiles 97 and 3 %. */
  upper: z.number(),
  lower: z.number(),
  /** Seconds in which half of a deviation from the mean is gone; null: it does not revert. */
  half_life_s: z.number().nullable(),
  episodes: z.object({
    /** An episode begins beyond this, percent, absolute ... */
    beyond_pct: z.number(),
    /** ... and ends within this, or on the other side of zero. */
    neutral_pct: z.number(),
    /** Finished ones that began with exchange1 dearer, and with exchange2 dearer. */
    exchange1_dearer: z.int(),
    exchange2_dearer: z.int(),
    /** 1 while one has not ended where the range does. */
    unfinished: z.int(),
    /** Of the finished ones, seconds, holes not counted; null: there is none. */
    median_s: z.number().nullable(),
    p95_s: z.number().nullable(),
  }),
  /** Share of the time covered that was spent beyond `beyond_pct`. */
  time_above_pct: z.number(),
})
export type HistoryStatistics = z.infer<typeof historyStatisticsSchema>

/** done: all of the range was read. failed: `detail` says why. slow: the reader took nothing. */
export const HISTORY_END_REASONS = ['done', 'shutdown', 'failed', 'slow'] as const
export type HistoryEndReason = (typeof HISTORY_END_REASONS)[number]

export const historyEndSchema = z.object({
  ...numbered,
  type: z.literal('end'),
  reason: z.enum(HISTORY_END_REASONS),
  detail: z.string().optional(),
  bars: z.int(),
  points: z.int(),
  rows1: z.int(),
  rows2: z.int(),
  /** Without a price that can be used: null, not positive, crossed ... */
  rejected_rows: z.int(),
  /** Out of time order by more than files may be. */
  late_rows: z.int(),
  files_read: z.int(),
  files_skipped: z.int(),
  /** The first 50. */
  skipped: z.array(skippedFileSchema),
  /** First and last point; null: there is none. */
  from_ms: z.number().nullable(),
  to_ms: z.number().nullable(),
  /** Share of the range asked for that no hole is in. */
  covered_pct: z.number(),
  /** `gap` lines. */
  gaps: z.int(),
  /** Null: there is no point, or the end came too early. */
  statistics: historyStatisticsSchema.nullable(),
})

export const historyLineSchema = z.discriminatedUnion('type', [
  historyHelloSchema,
  historyBarsSchema,
  historyGapSchema,
  historyProgressSchema,
  historyEndSchema,
])
export type HistoryLine = z.infer<typeof historyLineSchema>
export type HistoryHello = z.infer<typeof historyHelloSchema>
export type HistoryBars = z.infer<typeof historyBarsSchema>
export type HistoryGap = z.infer<typeof historyGapSchema>
export type HistoryProgress = z.infer<typeof historyProgressSchema>
export type HistoryEnd = z.infer<typeof historyEndSchema>

/**
 * The shortest bars, `least` seconds or more, of which the range from `fromMs` to `toMs` has at most
 * `maxPoints`.
 */
export function chooseBarSeconds(
  fromMs: number,
  toMs: number,
  maxPoints: number,
  least: number = BAR_SECONDS[0],
): number {
  const bars = (seconds: number) =>
    Math.floor(toMs / 1_000 / seconds) - Math.floor(fromMs / 1_000 / seconds) + 1
  const fitting = BAR_SECONDS.find((each) => each >= least && bars(each) <= maxPoints)
  let seconds = fitting ?? 2 * BAR_SECONDS.at(-1)!
  while (bars(seconds) > maxPoints) seconds *= 2
  return seconds
}
