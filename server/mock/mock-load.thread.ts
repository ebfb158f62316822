import { parentPort, workerData } from 'node:worker_threads'
import type { LoadSetup } from './load-message'
import { loadSet } from './load-set'

const port = parentPort
if (port === null) throw new Error('mock-load.thread runs as a worker thread')

const setup: LoadSetup = workerData
port.postMessage(loadSet(setup))
