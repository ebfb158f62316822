import { z } from 'zod'

/** What the sender is asked for, on its command line; between processes of one benchmark. */
export const senderPlanSchema = z.object({
  market: z.object({ exchanges: z.number().int(), symbols: z.number().int() }),
  /** Undefined: as much as the receiver takes. */
  quotesPerSecond: z.number().optional(),
  /** Each frame in a packet of its own instead of pieces of many. */
  framePerPacket: z.boolean(),
})

export type SenderPlan = z.infer<typeof senderPlanSchema>

/** What it tells: once it listens, and once all that it has sent is on its way. */
export const senderMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listening'), port: z.number() }),
  z.object({
    type: z.literal('totals'),
    sent: z.number(),
    /** What did not fit its queue. */
    dropped: z.number(),
    lastBidSum: z.number(),
    bidSum: z.number(),
    /** Processor seconds since it listens. */
    cpuSeconds: z.number(),
  }),
])

export type SenderTotals = Extract<z.infer<typeof senderMessageSchema>, { type: 'totals' }>
