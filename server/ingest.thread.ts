import { parentPort, workerData } from 'node:worker_threads'
import { Ingest } from './ingest/ingest'
import type { IngestCommand, IngestSetup } from './ingest/ingest-message'
import { pacedNodeSocket } from './ingest/node-socket'
import { ReadPacer } from './ingest/read-pacer'
import { collectInSteps } from './memory/collect-in-steps'

const port = parentPort
if (port === null) throw new Error('ingest.thread runs as a worker thread')

const setup: IngestSetup = workerData
// A paused socket reads on until its buffer is full; a thread that sleeps reads nothing.
const sleeper = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
const pacer = new ReadPacer({
  rest: (ms) => Atomics.wait(sleeper, 0, 0, ms),
  now: () => performance.now(),
})
const ingest = new Ingest(setup, {
  open: pacedNodeSocket(pacer),
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
