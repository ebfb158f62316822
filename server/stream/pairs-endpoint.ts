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
  const words = query.words.map((text): Word => ({ text, symbol: symbolIdentity(text) }))
  const matching = all.filter(
    (ranked) => reaches(ranked, query.minPct) && words.every((word) => matches(ranked, word)),
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

/** A word of the search in upper case, and what it is as part of a symbol. */
interface Word {
  text: string
  symbol: string
}

/** A symbol is found in any of its spellings; an identity is its upper-case parts, joined by `:`. */
function matches({ identity }: Ranked, { text, symbol }: Word): boolean {
  const symbolEnd = identity.indexOf(':')
  return identity.includes(text, symbolEnd) || identity.slice(0, symbolEnd).includes(symbol)
}
