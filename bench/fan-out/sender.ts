import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'

const portSchema = z.number()
const bidsSchema = z.array(z.tuple([z.string(), z.number()]))

/** The aggregator, as a thread of this process; it ends when it is disposed of. */
export async function startSender(programs: string) {
  const thread = new Worker(path.join(programs, 'fan-out-sender.thread.js'))
  const port = portSchema.parse((await once(thread, 'message'))[0])
  return {
    url: `ws://127.0.0.1:${port}`,
    begin(): void {
      thread.postMessage('begin')
    },
    /** Sends a last quote of each instrument; their bids. */
    async finish(): Promise<Record<string, number>> {
      thread.postMessage('finish')
      return Object.fromEntries(bidsSchema.parse((await once(thread, 'message'))[0]))
    },
    async [Symbol.asyncDispose]() {
      await thread.terminate()
    },
  }
}
