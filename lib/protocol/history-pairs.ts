import * as z from 'zod'
import { QueryParameters } from './query-parameters'
import { readSearchWords } from './search-words'

const DEFAULT_LIMIT = 500
const MAX_LIMIT = 2_000

/** `GET /api/history/pairs?search=&limit=`. */
export interface HistoryPairsQuery {
  /** Upper case; a pair matches if each is part of its symbol or of an exchange. */
  words: readonly string[]
  limit: number
}

/** @throws QueryError naming the parameter and its value */
export function parseHistoryPairsQuery(params: URLSearchParams): HistoryPairsQuery {
  const query = new QueryParameters(params, ['search', 'limit'])
  return {
    words: readSearchWords(query.text('search', '')),
    limit: query.whole('limit', 1, MAX_LIMIT, DEFAULT_LIMIT),
  }
}

export const recordedPairSchema = z.object({
  pair: z.string(),
  symbol: z.string(),
  exchange1: z.string(),
  exchange2: z.string(),
  /** On which both legs have files. */
  days: z.int(),
  /** The first and the last of them: YYYY-MM-DD. */
  first: z.string(),
  last: z.string(),
  /** Of both legs, by the footers of their files. */
  rows: z.int(),
  bytes: z.number(),
})
export type RecordedPair = z.infer<typeof recordedPairSchema>

/** In order of symbol, exchange1, exchange2. */
export const historyPairsSchema = z.object({
  server_time_ms: z.number(),
  /** Pairs in the lake, those that match, and the matching ones up to the limit. */
  total: z.int(),
  matched: z.int(),
  /** Of all files of quotes in the lake. */
  bytes: z.number(),
  pairs: z.array(recordedPairSchema),
})
export type HistoryPairs = z.infer<typeof historyPairsSchema>
