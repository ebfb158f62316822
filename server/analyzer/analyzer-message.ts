import * as z from 'zod'
import { collectedSchema, collectingSchema } from '@/lib/lake/collection-reports'
import { suspectSchema } from '@/lib/lake/suspects'

/** What the analyzer and its processes tell each other. */

/** For all pairs of a run; handed to a process when it is started. */
export const analysisSchema = z.object({
  lakeDir: z.string(),
  /** Epoch milliseconds: from it on, and before it; null: no bound. */
  fromMs: z.number().nullable(),
  endMs: z.number().nullable(),
  /** Percent. */
  thresholds: z.array(z.number()),
  toleranceMs: z.number(),
})
export type Analysis = z.infer<typeof analysisSchema>

/** To a process. */
export const orderSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('pair'),
    pair: z.object({ symbol: z.string(), exchange1: z.string(), exchange2: z.string() }),
  }),
  /** What ended processes before this one. */
  z.object({ type: z.literal('suspects'), suspects: z.array(suspectSchema) }),
  /** It may read now; answered with `leave`. */
  z.object({ type: z.literal('enter') }),
])
export type Order = z.infer<typeof orderSchema>

const skippedSchema = z.object({ file: z.string(), reason: z.string() })

/** What has been found out about a pair. */
export const pairResultSchema = z.object({
  /** Of the statistics; empty without a point. */
  cells: z.array(z.string()),
  /** Rows are ordered by it. */
  zeroCrossingsPerMinute: z.number(),
  joinedPoints: z.int(),
  /** Of both legs. */
  rows: z.int(),
  rejectedRows: z.int(),
  skipped: z.array(skippedSchema),
})
export type PairResult = z.infer<typeof pairResultSchema>

/** From a process. */
export const reportSchema = z.discriminatedUnion('type', [
  /** It wants to read. */
  z.object({ type: z.literal('wait') }),
  z.object({ type: z.literal('leave') }),
  /** So many more have been read. */
  z.object({ type: z.literal('rows'), rows: z.int() }),
  z.object({ type: z.literal('result'), result: pairResultSchema }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
  collectingSchema,
  collectedSchema,
])
export type Report = z.infer<typeof reportSchema>
