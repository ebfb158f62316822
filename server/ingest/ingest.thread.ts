import { parentPort, workerData } from 'node:worker_threads'
import { Ingest } from './ingest'
import { STOP, type IngestSetup } from './ingest-message'
import { openNodeSocket } from './node-socket'

const port = parentPort
if (port === null) throw new Error('ingest.thread runs as a worker thread')

const setup: IngestSetup = workerData
const ingest = new Ingest(setup, openNodeSocket, (message) => port.postMessage(message))

port.on('message', (message) => {
  if (message !== STOP) return
  ingest.stop()
  // Nothing is left that keeps the thread, so it ends.
  port.close()
})
ingest.start()
