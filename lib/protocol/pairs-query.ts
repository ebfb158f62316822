import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { SORT_KEYS, SOURCE_CHOICES, type SortKey, type SourceChoice } from './pairs-list'
import { QueryParameters } from './query-parameters'
import { readSearchWords } from './search-words'

const DEFAULT_LIMIT = 500
const MAX_LIMIT = 2_000

/** `GET /api/pairs?...`. */
export interface PairsQuery {
  source: SourceChoice
  sort: SortKey
  /** Percent; pairs whose spread now is nearer to zero are left out. */
  minPct: number
  spread: SpreadKind
  /** Upper case, no two alike; a pair matches if each is part of its symbol or of an exchange. */
  words: readonly string[]
  limit: number
}

const PARAMETERS = ['source', 'sort', 'min', 'spread', 'search', 'limit']

/** @throws QueryError naming the parameter and its value */
export function parsePairsQuery(params: URLSearchParams): PairsQuery {
  const query = new QueryParameters(params, PARAMETERS)
  return {
    source: query.choice('source', SOURCE_CHOICES, 'live'),
    sort: query.choice('sort', SORT_KEYS, 'spread'),
    minPct: query.amount('min', 0),
    spread: query.choice('spread', SPREAD_KINDS, 'bid'),
    words: readSearchWords(query.text('search', '')),
    limit: query.whole('limit', 1, MAX_LIMIT, DEFAULT_LIMIT),
  }
}
