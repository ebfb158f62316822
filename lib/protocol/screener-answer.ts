import * as z from 'zod'
import { ROW_PLACES, SUSPICIONS } from './screener-columns'

/** A spark is the last 15 minutes, in steps of this length; null: nothing was seen in that step. */
export const SPARK_STEP_SECONDS = 10
export const SPARK_STEPS = 90

/** The pair as it stands on the wire, why it is a suspect, and a value for each of SCREENER_COLUMNS. */
export const screenerRowSchema = z
  .tuple([z.string(), z.enum(SUSPICIONS).nullable()], z.number().nullable())
  .refine((row) => row.length === ROW_PLACES.length, `must have ${ROW_PLACES.length} places`)
export type ScreenerRow = z.infer<typeof screenerRowSchema>

export const screenerAnswerSchema = z.object({
  server_time_ms: z.number(),
  /** To be sent as `since` with the next question, if that asks the same. */
  serial: z.int(),
  /** Pairs there are; those that match and are shown. */
  total: z.int(),
  matched: z.int(),
  /** Those that match but are left out as suspects. */
  hidden_suspects: z.int(),
  /**
   * How far back the bars of a pair go, seconds, the median of all pairs; `is_short`: most of them had
   * more of the hour, which memory did not hold. Null: there are no bars yet.
   */
  cover: z.object({ median_s: z.number(), is_short: z.boolean() }).nullable().default(null),
  /** Exchanges of all pairs there are, by name. */
  exchanges: z.array(z.string()),
  /** The pairs in view, from `offset` on. */
  order: z.array(z.string()),
  /** What stands at each place of a row: ROW_PLACES. */
  columns: z.array(z.string()),
  /** Rows in view and those asked for by `pairs`, if they have changed; in no order. */
  rows: z.array(screenerRowSchema),
  /** Spread `bid`, percent, oldest step first. */
  sparks: z.record(z.string(), z.array(z.number().nullable()).length(SPARK_STEPS)).optional(),
})
export type ScreenerAnswer = z.infer<typeof screenerAnswerSchema>
