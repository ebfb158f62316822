import { parentPort, workerData } from 'node:worker_threads'
import { Ingest } from './ingest'
import type { IngestMessage } from './ingest-message'
import { openNodeSocket } from './node-socket'

/** An ingest worker that tells of one pair, and dies of the first frame that arrives. */
function post(message: IngestMessage): void {
  parentPort?.postMessage(message)
}

const ingest = new Ingest(workerData, {
  open: (url, events) => {
    const onFrame = () => {
      throw new Error('dying, as asked')
    }
    return openNodeSocket(url, { ...events, onFrame })
  },
  post,
  collectGarbage: () => Promise.resolve(),
})
ingest.start()
const pair = { symbol: 'BTC_USDT', exchange1: 'Bybit', exchange2: 'OKX', slot: 0, generation: 1 }
const window = { exchange: 'OKX', symbol: 'BTC_USDT', slot: 0, generation: 1 }
post({
  type: 'market',
  windows: [{ change: 'added', window }],
  pairs: [{ change: 'added', pair }],
  woken: [],
})
