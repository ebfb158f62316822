import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { SORT_KEYS, SOURCE_CHOICES, type SortKey, type SourceChoice } from './pairs-list'
import { QueryError } from './query-error'
import { QueryParameters } from './query-parameters'

const DEFAULT_LIMIT = 500
const MAX_LIMIT = 2_000
/** Every pair is compared with every word. */
const MAX_SEARCH_CHARACTERS = 100
const MAX_SEARCH_WORDS = 8

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
    words: searchWords(query.text('search', '')),
    limit: query.whole('limit', 1, MAX_LIMIT, DEFAULT_LIMIT),
  }
}

function searchWords(search: string): string[] {
  if (search.length > MAX_SEARCH_CHARACTERS) {
    throw new QueryError('search', `must not have more than ${MAX_SEARCH_CHARACTERS} characters`)
  }
  const words = new Set(search.toUpperCase().split(/\s+/).filter(Boolean))
  if (words.size > MAX_SEARCH_WORDS) {
    throw new QueryError('search', `must not have more than ${MAX_SEARCH_WORDS} different words`)
  }
  return [...words]
}
