import { parentPort } from 'node:worker_threads'

/** A chart thread that dies of whatever it is told. */
parentPort?.on('message', () => {
  throw new Error('dying, as asked')
})
