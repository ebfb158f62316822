import { parseMockBody } from '@/lib/protocol/parse-mock-body'
import { buildMarket, summarize } from './build-market'
import type { LoadResult, LoadSetup } from './load-message'

/** Checks a body and, unless it is a dry run, builds its set. A second for the largest. */
export function loadSet(body: Uint8Array, { limits, isDryRun }: LoadSetup): LoadResult {
  const parsed = parseMockBody(body)
  if (parsed.kind !== 'data') return parsed
  const nowMs = Date.now()
  if (isDryRun) return { kind: 'checked', summary: summarize(parsed.data, nowMs) }
  return { kind: 'built', market: buildMarket(parsed.data, limits, nowMs) }
}
