import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { SORT_KEYS, type SortKey } from './pairs-list'
import { QueryParameters } from './query-parameters'

const DEFAULT_LIMIT = 500
const MAX_LIMIT = 2_000

/** `GET /api/pairs?...`. */
export interface PairsQuery {
  sort: SortKey
  /** Percent; pairs whose spread now is nearer to zero are left out. */
  minPct: number
  spread: SpreadKind
  /** Upper-case words; a pair matches if each is part of its symbol or of one of its exchanges. */
  words: readonly string[]
  limit: number
}

const PARAMETERS = ['sort', 'min', 'spread', 'search', 'limit']

/** @throws QueryError naming the parameter and its value */
export function parsePairsQuery(params: URLSearchParams): PairsQuery {
  const query = new QueryParameters(params, PARAMETERS)
  return {
    sort: query.choice('sort', SORT_KEYS, 'spread'),
    minPct: query.amount('min', 0),
    spread: query.choice('spread', SPREAD_KINDS, 'bid'),
    words: query.text('search', '').toUpperCase().split(/\s+/).filter(Boolean),
    limit: query.whole('limit', 1, MAX_LIMIT, DEFAULT_LIMIT),
  }
}
