import { parentPort, workerData } from 'node:worker_threads'
import { ChartEncoder } from './chart-encoder'
import type { ChartSetup, FromChartThread, ToChartThread } from './chart-message'

const port = parentPort
if (port === null) throw new Error('chart.thread runs as a worker thread')

const setup: ChartSetup = workerData
const encoder = new ChartEncoder(setup)

port.on('message', (message: ToChartThread) => {
  if (message.type === 'slab') {
    encoder.setSlab(message.index, message.buffer)
    return
  }
  const reply = encoder.encode(message.request)
  const answer: FromChartThread = { id: message.id, reply }
  port.postMessage(answer, [reply.bytes.buffer])
})
