import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'

/** V8 takes a third of it for what has just been made. */
const YOUNG_GENERATION_MB = 192

const garbageMessageSchema = z.object({ bytes: z.number() })

export type GarbageMessage = z.infer<typeof garbageMessageSchema>

/** Bytes that a quote leaves on the heap in decoder, windows and engine, with 4,000 pairs. */
export async function measureGarbage(): Promise<number> {
  const worker = new Worker(new URL('./ingest-garbage.thread.js', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  })
  const [message] = await once(worker, 'message')
  await worker.terminate()
  return garbageMessageSchema.parse(message).bytes
}
