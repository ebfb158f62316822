import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Fill, FillReport } from './memory-fill'

export const name = 'memory'

const THREAD_FILE = new URL('./memory.thread.js', import.meta.url)

/**
 * How much the process grows, resident, by what is held; each filled by a thread of its own that
 * ends before the next begins, so that none is measured into memory another has left behind.
 */
export async function run(): Promise<void> {
  await measure('windows', 'window point (time, bid, ask)')
  await measure('window objects', 'baseline, window point as an object')
  await measure('series', 'bar, with the two quotes it was made of')
  await measure('bar objects', 'baseline, bar as an object')
  await measure(
    'pairs',
    'pair with one bar: bands, figures of the hour, first pages of series and windows',
  )
}

async function measure(fill: Fill, what: string): Promise<void> {
  const worker = new Worker(THREAD_FILE, { workerData: { fill } })
  const [report]: FillReport[] = await once(worker, 'message')
  await worker.terminate()
  if (report === undefined) throw new Error(`memory: nothing reported of ${fill}`)
  const grown = report.afterBytes - report.beforeBytes
  console.log(
    `${what}: ${(grown / report.items).toFixed(1)} bytes ` +
      `(${report.items} of them, ${(grown / 2 ** 20).toFixed(1)} MiB)`,
  )
}
