import { parentPort } from 'node:worker_threads'
import { DEFAULT_HEARTBEAT } from '@/lib/socket/heartbeat-socket'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createMarketMemory } from '@/lib/spread/market-memory'
import { Ingest } from './ingest'
import type { IngestMessage } from './ingest-message'

/** An ingest worker that says it runs, tells of one pair, and dies. */
function post(message: IngestMessage): void {
  parentPort?.postMessage(message)
}

const setup = {
  url: 'ws://nowhere.test',
  memory: createMarketMemory(DEFAULT_MARKET_LIMITS),
  heartbeat: DEFAULT_HEARTBEAT,
}
new Ingest(setup, () => ({ ping() {}, close() {}, terminate() {} }), post).start()
const pair = { symbol: 'BTC_USDT', exchange1: 'Bybit', exchange2: 'OKX', slot: 0, generation: 1 }
post({ type: 'market', pairs: [{ change: 'added', pair }], woken: [] })
throw new Error('dying, as asked')
