import type { IncomingMessage, ServerResponse } from 'node:http'
import { symbolIdentity } from '@/lib/market/symbol'
import type { PairsList, RankedPair } from '@/lib/protocol/pairs-list'
import { parsePairsQuery, type PairsQuery } from '@/lib/protocol/pairs-query'
import { reaches, type Ranked, type Ranking } from './ranking'

/**
 * GET /api/pairs: every pair, ranked.
 *
 * @throws HttpProblem 400 for a wrong query
 */
export function pairsEndpoint(ranking: Ranking) {
  return (_request: IncomingMessage, response: ServerResponse, params: URLSearchParams): void => {
    const body = JSON.stringify(listPairs(ranking, parsePairsQuery(params)))
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    })
    response.end(body)
  }
}

function listPairs(ranking: Ranking, query: PairsQuery): PairsList {
  const nowMs = performance.now()
  const all = ranking.all(query.sort, query.spread, nowMs)
  const matching = all.filter(
    (ranked) => reaches(ranked, query.minPct) && query.words.every((word) => matches(ranked, word)),
  )
  const [largest] = ranking.all('spread', query.spread, nowMs)
  return {
    server_time_ms: Date.now(),
    spread: query.spread,
    total: all.length,
    matched: matching.length,
    pairs: matching.slice(0, query.limit).map(({ line }): RankedPair => line),
    largest: largest === undefined || largest.line.last === null ? null : largest.line,
  }
}

/** `word` is in upper case; a symbol is found in any of its spellings. */
function matches({ line }: Ranked, word: string): boolean {
  return (
    symbolIdentity(line.symbol).includes(symbolIdentity(word)) ||
    line.exchange1.toUpperCase().includes(word) ||
    line.exchange2.toUpperCase().includes(word)
  )
}
