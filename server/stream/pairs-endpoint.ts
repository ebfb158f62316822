import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { PairsList, SortKey, SourceChoice } from '@/lib/protocol/pairs-list'
import { parsePairsQuery, type PairsQuery } from '@/lib/protocol/pairs-query'
import { matchesWords, searchWords } from '@/lib/protocol/search-words'
import type { RankedLine } from './listed-pairs'
import { reaches } from './ranking'

/** Pairs that can be listed: a ranking, or a list of opportunities. */
export interface PairsToList {
  readonly size: number
  all(sort: SortKey, kind: SpreadKind, nowMs: number): readonly RankedLine[]
}

/** What there is to list now. */
export interface PairSources {
  readonly live: PairsToList
  /** Undefined: no file of opportunities is in force. */
  readonly analyzer?: PairsToList | undefined
  /** Undefined: no mock data is loaded. */
  readonly mock?: PairsToList | undefined
  /** When the mock data was loaded, ISO; null: none is. Undefined: there can be none. */
  readonly mockLoadedAt?: string | null | undefined
  /** Why the newest file of opportunities is not in force. */
  readonly fault?: string | undefined
  /** Live pairs that are probably not one asset, by `pairIdentity()`; none where nobody looks for them. */
  readonly suspects?: ReadonlySet<string> | undefined
}

const NOTHING: PairsToList = { size: 0, all: () => [] }
const NOBODY: ReadonlySet<string> = new Set()

/**
 * GET /api/pairs: every pair of a source, ranked. A source that is not there has no pairs.
 *
 * @throws HttpProblem 400 for a wrong query
 */
export function pairsEndpoint(sources: () => PairSources) {
  return (_request: IncomingMessage, response: ServerResponse, params: URLSearchParams): void => {
    const body = JSON.stringify(listPairs(sources(), parsePairsQuery(params)))
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    })
    response.end(body)
  }
}

function listPairs(sources: PairSources, query: PairsQuery): PairsList {
  const nowMs = performance.now()
  const { live, analyzer, mock, mockLoadedAt, fault } = sources
  const source = chosenSource(sources, query.source)
  const listed = sources[source] ?? NOTHING
  const all = listed.all(query.sort, query.spread, nowMs)
  const words = searchWords(query.words)
  // Prices of mock data are whatever a test wants them to be.
  const suspects = query.suspects === 'shown' || source === 'mock' ? NOBODY : sources.suspects
  const isHidden = ({ identity }: RankedLine) =>
    suspects?.has(identity) === true && !query.trusted.has(identity)
  const found = all.filter(
    (ranked) => reaches(ranked, query.minPct) && matchesWords(ranked.identity, words),
  )
  const matching = found.filter((ranked) => !isHidden(ranked))
  const largest = listed.all('spread', query.spread, nowMs).find((ranked) => !isHidden(ranked))
  return {
    server_time_ms: Date.now(),
    source,
    sources: { live: live.size, analyzer: analyzer?.size, mock: mock?.size },
    mock_loaded_at: mockLoadedAt,
    fault: fault ?? null,
    spread: query.spread,
    total: all.length,
    matched: matching.length,
    hidden_suspects: found.length - matching.length,
    pairs: matching.slice(0, query.limit).map(({ line }) => line),
    largest: largest === undefined || largest.line.last === null ? null : largest.line,
  }
}

function chosenSource({ mock, analyzer }: PairSources, choice: SourceChoice) {
  if (choice !== 'auto') return choice
  if (mock !== undefined) return 'mock'
  return analyzer === undefined ? 'live' : 'analyzer'
}
