import { parentPort } from 'node:worker_threads'

// Dies as soon as frames are to come; what waits for it then sees it started again.
parentPort?.on('message', () => {
  throw new Error('told to by the test')
})
