import { parentPort, workerData } from 'node:worker_threads'
import { Ingest } from './ingest/ingest'
import type { IngestCommand, IngestSetup } from './ingest/ingest-message'
import { openNodeSocket } from './ingest/node-socket'
import { collectInSteps } from './memory/collect-in-steps'

const port = parentPort
if (port === null) throw new Error('ingest.thread runs as a worker thread')

const setup: IngestSetup = workerData
const ingest = new Ingest(setup, {
  open: openNodeSocket,
  post: (message) => port.postMessage(message),
  collectGarbage: collectInSteps,
})

port.on('message', (command: IngestCommand) => {
  switch (command.type) {
    case 'leg_order':
      return ingest.setLegOrder(command.pairs)
    case 'evict_half':
      return ingest.evictHalf(command.request)
    case 'record':
      return ingest.record(command.port)
    case 'stop':
      ingest.stop()
      // Nothing is left that keeps the thread, so it ends.
      return port.close()
  }
})
ingest.start()
