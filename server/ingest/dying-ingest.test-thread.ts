import { parentPort } from 'node:worker_threads'
import type { IngestMessage } from './ingest-message'

/** An ingest worker that says it runs, tells of one pair, and dies. */
function post(message: IngestMessage): void {
  parentPort?.postMessage(message)
}

post({
  type: 'feed',
  feed: { state: 'connected', since_ms: 0, quotes_per_second: 0, lag_ms: null, rejected: {} },
})
const pair = { symbol: 'BTC_USDT', exchange1: 'Bybit', exchange2: 'OKX', slot: 0, generation: 1 }
post({ type: 'market', pairs: [{ change: 'added', pair }], woken: [] })
throw new Error('dying, as asked')
