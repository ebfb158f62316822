import * as z from 'zod'
import { collectedSchema, collectingSchema } from '@/lib/lake/collection-reports'
import { suspectSchema } from '@/lib/lake/suspects'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import { HISTORY_JOINS, historyEndSchema } from '@/lib/protocol/history-line'

/** What the server and the process that reads the lake tell each other. */

/** Exit code of a process that took more memory than it may. */
export const EXIT_MEMORY = 3

/** Part of an answer that has been taken already. */
const sentSchema = z.object({ lines: z.int(), bars: z.int(), gaps: z.int() })
export type Sent = z.infer<typeof sentSchema>

/** Another one when files are others, of the range or of so many hours before it that were read. */
const rangeMarkSchema = z.object({ before: z.int(), hash: z.string() })
export type RangeMark = z.infer<typeof rangeMarkSchema>

const pairSchema = z.object({ symbol: z.string(), exchange1: z.string(), exchange2: z.string() })

export const historyRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('range'),
    ...pairSchema.shape,
    fromMs: z.number(),
    toMs: z.number(),
    spread: z.enum(SPREAD_KINDS),
    join: z.enum(HISTORY_JOINS),
    maxPoints: z.int(),
    leastBarSeconds: z.int(),
    /** Of an answer that is kept: if it is still this one, `hello` is enough. */
    knownMark: rangeMarkSchema.optional(),
    /** The last piece tells the mark. */
    isKept: z.boolean().optional(),
    /** Not to be sent again: of an answer that another process began. */
    sent: sentSchema.optional(),
  }),
  z.object({
    kind: z.literal('charts'),
    pairs: z.array(pairSchema),
    /** None: no bound. */
    fromMs: z.number().optional(),
    toMs: z.number().optional(),
    maxPoints: z.int(),
  }),
  z.object({ kind: z.literal('pairs'), words: z.array(z.string()), limit: z.int() }),
])
export type HistoryRequest = z.infer<typeof historyRequestSchema>
export type RangeRequest = Extract<HistoryRequest, { kind: 'range' }>
export type ChartsRequest = Extract<HistoryRequest, { kind: 'charts' }>
export type PairsRequest = Extract<HistoryRequest, { kind: 'pairs' }>

/** The totals of an `end` line up to now, so that whoever has to end a stream can tell them. */
export const tallySchema = historyEndSchema.omit({
  seq: true,
  type: true,
  reason: true,
  detail: true,
})
export type Tally = z.infer<typeof tallySchema>

const id = z.int()

/** To the process. */
export const orderSchema = z.discriminatedUnion('type', [
  /** What ended processes before this one. */
  z.object({ type: z.literal('suspects'), suspects: z.array(suspectSchema) }),
  z.object({ type: z.literal('open'), id, request: historyRequestSchema }),
  /** The reader has room for so many bytes more. */
  z.object({ type: z.literal('taken'), id, bytes: z.int() }),
  /** Nobody wants it any more; answered with `done`. */
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('free') }),
])
export type Order = z.infer<typeof orderSchema>

/** A part of an answer: whole lines, or bytes of one. */
export const pieceSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  /** Of a range: lines so far. */
  lines: z.int(),
  tally: tallySchema.optional(),
  /** With the last one of a range that is kept. */
  mark: rangeMarkSchema.optional(),
})
export type Piece = z.infer<typeof pieceSchema>

/** From the process. */
export const reportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('piece'), id, piece: pieceSchema }),
  z.object({ type: z.literal('done'), id }),
  collectingSchema,
  collectedSchema,
  z.object({ type: z.literal('fail'), id, status: z.int(), detail: z.string() }),
])
export type Report = z.infer<typeof reportSchema>
