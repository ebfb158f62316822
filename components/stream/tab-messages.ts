import * as z from 'zod'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import { STREAM_SOURCES } from '@/lib/protocol/stream-query'

/**
 * What tabs and the shared worker say to each other. Lines of the stream go to a tab as one string,
 * joined by newlines, per chunk: the cheapest form there is.
 */
export const toWorkerSchema = z.discriminatedUnion('type', [
  /** First. The lock that the tab holds while it lives; null where there are none. */
  z.object({ type: z.literal('hi'), lock: z.string().nullable() }),
  z.object({
    type: z.literal('want'),
    source: z.enum(STREAM_SOURCES),
    spread: z.enum(SPREAD_KINDS),
    windowSeconds: z.int().positive(),
    pairs: z.array(z.string()),
  }),
  /** The chunks a tab has taken; what is posted to a frozen tab would pile up without it. */
  z.object({ type: z.literal('took'), chunks: z.int() }),
  z.object({ type: z.literal('retry') }),
  z.object({ type: z.literal('bye') }),
])
export type ToWorker = z.infer<typeof toWorkerSchema>

const linkSchema = z.object({
  /** lost: no stream, `nextTryMs` tells when the next is tried (undefined: right now). */
  phase: z.enum(['connecting', 'live', 'lost']),
  /** Epoch milliseconds, local clock. */
  sinceMs: z.number(),
  /** Lines of the stream that never came. */
  lost: z.int(),
  nextTryMs: z.number().optional(),
  failure: z.object({ status: z.int().optional(), detail: z.string() }).optional(),
})
/** How the browser stands to the server. */
export type LinkState = z.infer<typeof linkSchema>

export const toTabSchema = z.union([
  z.string(),
  /** Of the stream of this kind, whose lines are all that follow until the next `link` of another. */
  z.object({
    type: z.literal('link'),
    source: z.enum(STREAM_SOURCES),
    spread: z.enum(SPREAD_KINDS),
    link: linkSchema,
  }),
  /** First. The lock that the worker holds while it lives; null where there are none. */
  z.object({ type: z.literal('worker'), lock: z.string().nullable() }),
  /** Only where there are no locks: the tab answers with `took`. */
  z.object({ type: z.literal('ping') }),
])
export type ToTab = z.infer<typeof toTabSchema>

/** Between pings where there are no locks; a tab that misses three is given up. */
export const PING_MS = 2_000
export const MISSED_PINGS = 3
