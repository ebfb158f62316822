import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { pairKey } from '@/lib/market/pair'
import { EXCHANGES, SYMBOLS } from '../market/stream-market'

/** Every pair of the sender's market. */
export const SENT_PAIRS: readonly string[] = SYMBOLS.flatMap((symbol) =>
  EXCHANGES.flatMap((exchange1, index) =>
    EXCHANGES.slice(index + 1).map((exchange2) => pairKey({ symbol, exchange1, exchange2 })),
  ),
)

/** Quotes whose price is the time of their sending, from a thread of this process. */
export async function startSender(programs: string, quotesPerSecond: number) {
  const thread = new Worker(path.join(programs, 'stream-sender.thread.js'), {
    workerData: { quotesPerSecond },
  })
  const [port] = await once(thread, 'message')
  return {
    url: `ws://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      thread.postMessage('stop')
      await once(thread, 'exit')
    },
  }
}
