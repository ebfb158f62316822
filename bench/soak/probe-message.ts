import { z } from 'zod'

/** What a soak test asks the probe inside a server for. */
export const probeRequestSchema = z.enum([
  'measure',
  'reject',
  'crash worker',
  // Memory that the server does not know of: so much that its guard cleans up.
  'hold ballast',
  'drop ballast',
  // The longest time for which a worker did nothing else, of all workers, between the two.
  'watch pauses',
  'pauses',
])
export type ProbeRequest = z.infer<typeof probeRequestSchema>

/** After a full collection in every thread. */
export const probeReportSchema = z.object({
  /** Of all threads. */
  heapBytes: z.number(),
  /** Array buffers beside the main thread's heap; shared memory is not among them. */
  bufferBytes: z.number(),
  /** Of the whole process. */
  residentBytes: z.number(),
  /** Sockets, timers and the like that keep the process running, by kind. */
  handles: z.record(z.string(), z.number()),
  /** On the process itself. */
  listeners: z.number(),
})
export type ProbeReport = z.infer<typeof probeReportSchema>

/** Milliseconds. */
export const pausesSchema = z.object({ longestMs: z.number() })

export const BALLAST_BYTES = 200 * 1024 * 1024
