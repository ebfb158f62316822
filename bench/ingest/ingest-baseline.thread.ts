import { parentPort, workerData } from 'node:worker_threads'
import { openNodeSocket } from '@/server/ingest/node-socket'
import type { BaselineMessage, BaselineSetup } from './baseline-message'
import { createTaker } from './takers'

const TICK_MS = 200

const port = parentPort
if (port === null) throw new Error('ingest-baseline.thread runs as a worker thread')
const tell = (message: BaselineMessage) => port.postMessage(message)

const setup: BaselineSetup = workerData
const taker = createTaker(setup)
let frames = 0
const timer = setInterval(() => {
  taker.tick()
  tell({ frames })
}, TICK_MS)
openNodeSocket(setup.url, {
  onOpen: () => {},
  onFrame: (frame) => {
    frames++
    taker.take(frame)
  },
  onControl: () => {},
  onClose: () => {
    clearInterval(timer)
    tell({ frames, sum: taker.sum() })
  },
})
