import { pairIdentity, parsePairKey, type Pair } from '../market/pair'
import { SPREAD_KINDS, type SpreadKind } from '../market/spread-kind'
import { SORT_KEYS, type SortKey } from './pairs-list'
import { QueryError } from './query-error'
import { QueryParameters, shown } from './query-parameters'

/** Pairs that one stream may carry, named or ranked. */
export const MAX_STREAM_PAIRS = 500

/** `GET /api/stream?...` (contract §7). */
export interface StreamQuery {
  source: StreamSource
  choice: PairChoice
  spread: SpreadKind
  /** Seconds of history that a `series` line reaches back. */
  windowSeconds: number
}

/** The pairs that are named, each once and as the caller spells it, or the first ones of a ranking. */
export type PairChoice =
  | { by: 'name'; pairs: readonly Pair[] }
  | { by: 'rank'; top: number; sort: SortKey; minPct: number }

/** The market whose pairs are streamed: the one of the feed, or the mock data that is loaded. */
export const STREAM_SOURCES = ['live', 'mock'] as const
export type StreamSource = (typeof STREAM_SOURCES)[number]

const PARAMETERS = ['source', 'pairs', 'top', 'sort', 'min', 'spread', 'window']

/**
 * `pairs=` may be empty: the stream then carries the feed's state alone. With `pairs=`, `sort` and
 * `min` are checked but choose nothing.
 *
 * @throws QueryError naming the parameter and its value
 */
export function parseStreamQuery(params: URLSearchParams, maxWindowSeconds: number): StreamQuery {
  const query = new QueryParameters(params, PARAMETERS)
  const source = query.choice('source', STREAM_SOURCES, 'live')
  const sort = query.choice('sort', SORT_KEYS, 'spread')
  const minPct = query.amount('min', 0)
  const spread = query.choice('spread', SPREAD_KINDS, 'bid')
  const windowSeconds = query.whole('window', 1, maxWindowSeconds, maxWindowSeconds)
  if (query.has('pairs') && query.has('top')) {
    throw new QueryError('top', 'cannot be combined with pairs')
  }
  if (query.has('pairs')) {
    const pairs = parsePairs(query.text('pairs', ''))
    return { source, choice: { by: 'name', pairs }, spread, windowSeconds }
  }
  if (!query.has('top')) {
    throw new QueryError(
      'pairs',
      'is missing: name pairs (SYMBOL:EXCHANGE1:EXCHANGE2,...) or top=N',
    )
  }
  const top = query.whole('top', 1, MAX_STREAM_PAIRS, 1)
  return { source, choice: { by: 'rank', top, sort, minPct }, spread, windowSeconds }
}

/**
 * `SYMBOL:EXCHANGE1:EXCHANGE2,...`, each pair once, the last spelling of it.
 *
 * @throws QueryError naming what is wrong
 */
export function parsePairs(text: string): Pair[] {
  const pairs = new Map<string, Pair>()
  if (text === '') return []
  for (const key of text.split(',')) {
    const pair = parsePairKey(key)
    if (pair === undefined) {
      throw new QueryError('pairs', `must be SYMBOL:EXCHANGE1:EXCHANGE2,..., not '${shown(key)}'`)
    }
    pairs.set(pairIdentity(pair), pair)
  }
  if (pairs.size > MAX_STREAM_PAIRS) {
    throw new QueryError('pairs', `names ${pairs.size} pairs; a stream carries ${MAX_STREAM_PAIRS}`)
  }
  return [...pairs.values()]
}
