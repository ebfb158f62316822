import { z } from 'zod'

/** How a reader speaks to its server. */
export const WIRES = ['ndjson', 'plain', 'socket.io'] as const
export type Wire = (typeof WIRES)[number]

/** What the benchmark asks its process of readers for. */
export const readersRequestSchema = z.discriminatedUnion('ask', [
  /** A reader for each list of pairs; resolves when all of them are connected. */
  z.object({
    ask: z.literal('open'),
    wire: z.enum(WIRES),
    url: z.string(),
    readers: z.array(z.array(z.string())),
  }),
  /** Resolves when all of them have got updates. */
  z.object({ ask: z.literal('have begun') }),
  /** Readings begin anew. */
  z.object({ ask: z.literal('clear') }),
  z.object({ ask: z.literal('report') }),
  /** From now on all lines are parsed. */
  z.object({ ask: z.literal('watch bids') }),
  /** Resolves when all readers know these bids of their pairs, by instrument. */
  z.object({ ask: z.literal('have bids'), bids: z.record(z.string(), z.number()) }),
])
export type ReadersRequest = z.infer<typeof readersRequestSchema>

export const readersReportSchema = z.object({
  /** Updates of a pair, of all readers. */
  updates: z.int(),
  /** Numbers that were left out. */
  holes: z.int(),
  cut: z.int(),
  /** Of the readers that are parsed: spreads that are not those of the bids beside them. */
  wrong: z.int(),
  /** From the sending of a quote to a line that tells it or a newer one of its instrument. */
  p50Ms: z.number(),
  p99Ms: z.number(),
  quotes: z.int(),
})
export type ReadersReport = z.infer<typeof readersReportSchema>
