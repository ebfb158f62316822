import { z } from 'zod'

/** Whoever connects here is sent the past of the probes before the present. */
export const PAST_PATH = '/past'

/** What the sender says when it listens, and whenever it is asked. */
export const senderStateSchema = z.object({
  port: z.number(),
  /** Epoch milliseconds of its clock. */
  nowMs: z.number(),
  /** All since its start, by the timestamps of their quotes. */
  jumps: z.array(z.object({ pair: z.string(), isHigh: z.boolean(), atMs: z.number() })),
})
export type SenderState = z.infer<typeof senderStateSchema>
