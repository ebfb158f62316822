import { parentPort, workerData } from 'node:worker_threads'
import { collectInSteps } from './memory/collect-in-steps'
import { Screener } from './screener/screener'
import { ScreenerPort } from './screener/screener-port'
import type { ScreenerSetup, ToScreenerThread } from './screener/screener-message'

const port = parentPort
if (port === null) throw new Error('screener.thread runs as a worker thread')

const setup: ScreenerSetup = workerData
const screener = new ScreenerPort(new Screener(setup), {
  post: (message, transfer) => port.postMessage(message, transfer),
  collectGarbage: () => collectInSteps(),
})
port.on('message', (message: ToScreenerThread) => screener.take(message))
screener.start()
