import { parentPort } from 'node:worker_threads'
import type { ToScreenerThread } from './screener-message'

/** A screener thread that dies of the first question. */
parentPort?.on('message', ({ type }: ToScreenerThread) => {
  if (type === 'rank') throw new Error('dying, as asked')
})
