import { pairIdentity, parsePairKey } from '../market/pair'
import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { SORT_KEYS, SOURCE_CHOICES, type SortKey, type SourceChoice } from './pairs-list'
import { QueryError } from './query-error'
import { QueryParameters, shown } from './query-parameters'
import { readSearchWords } from './search-words'

const DEFAULT_LIMIT = 500
const MAX_LIMIT = 2_000
/** As many as an address has room for. */
export const MAX_TRUSTED_PAIRS = 500

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
  /** Pairs that are probably not one asset. */
  suspects: (typeof SUSPECTS)[number]
  /** Listed although they are suspects, by `pairIdentity()`. */
  trusted: ReadonlySet<string>
}

const PARAMETERS = [
  ...['source', 'sort', 'min', 'spread', 'search', 'limit', 'suspects', 'trusted'],
]
const SUSPECTS = ['hidden', 'shown'] as const

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
    suspects: query.choice('suspects', SUSPECTS, 'hidden'),
    trusted: readTrusted(query.text('trusted', '')),
  }
}

function readTrusted(text: string): Set<string> {
  const keys = text === '' ? [] : text.split(',')
  if (keys.length > MAX_TRUSTED_PAIRS) {
    throw new QueryError('trusted', `must not have more than ${MAX_TRUSTED_PAIRS} pairs`)
  }
  return new Set(
    keys.map((key) => {
      const pair = parsePairKey(key)
      if (pair !== undefined) return pairIdentity(pair)
      throw new QueryError('trusted', `must be SYMBOL:EXCHANGE1:EXCHANGE2,..., not '${shown(key)}'`)
    }),
  )
}
