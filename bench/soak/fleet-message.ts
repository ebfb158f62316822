import { z } from 'zod'

/** What a soak test tells its process of readers. */
export const fleetRequestSchema = z.discriminatedUnion('ask', [
  /** One stream for each address; the first `sampled` of them are parsed for latencies. */
  z.object({ ask: z.literal('open'), urls: z.array(z.string()), sampled: z.int() }),
  /** Readings begin anew. */
  z.object({ ask: z.literal('clear') }),
  z.object({ ask: z.literal('report') }),
  z.object({ ask: z.literal('leave') }),
])
export type FleetRequest = z.infer<typeof fleetRequestSchema>

export const readingReportSchema = z.object({
  lines: z.int(),
  holes: z.int(),
  /** `open`, the reason of its `end` line, or how it was cut. */
  ended: z.string(),
})
export type ReadingReport = z.infer<typeof readingReportSchema>

export const fleetReportSchema = z.object({
  readers: z.array(readingReportSchema),
  /** From the sending of a quote to a line that tells it or a newer one; null: none measured. */
  p50Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
})
export type FleetReport = z.infer<typeof fleetReportSchema>
