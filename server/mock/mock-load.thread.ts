import { parentPort, workerData } from 'node:worker_threads'
import { parseMockBody } from '@/lib/protocol/parse-mock-body'
import { buildMarket, summarize } from './build-market'
import type { LoadResult, LoadSetup } from './load-message'

const port = parentPort
if (port === null) throw new Error('mock-load.thread runs as a worker thread')

const setup: LoadSetup = workerData
port.postMessage(load(setup))

function load({ bytes, limits, isDryRun }: LoadSetup): LoadResult {
  const parsed = parseMockBody(bytes)
  if (parsed.kind !== 'data') return parsed
  const nowMs = Date.now()
  if (isDryRun) return { kind: 'checked', summary: summarize(parsed.data, nowMs) }
  return { kind: 'built', market: buildMarket(parsed.data, limits, nowMs) }
}
