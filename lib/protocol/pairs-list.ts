import * as z from 'zod'
import { SPREAD_KINDS } from '../market/spread-kind'

/**
 * `GET /api/pairs?sort=&min=&spread=&search=&limit=`: every pair, ranked, without its bars. The grid
 * asks it what stands where and streams only the pairs in view.
 */
export const SORT_KEYS = ['spread', 'extreme', 'episodes', 'symbol'] as const
export type SortKey = (typeof SORT_KEYS)[number]

export const rankedPairSchema = z.object({
  pair: z.string(),
  symbol: z.string(),
  exchange1: z.string(),
  exchange2: z.string(),
  /** Percent; null while the pair is in a hole. */
  last: z.number().nullable(),
  /** The largest absolute spread of the last hour, percent, with its sign. */
  extreme: z.number().nullable(),
  /** Episodes beyond 0.4 % finished in the last hour. */
  episodes: z.int(),
})
export type RankedPair = z.infer<typeof rankedPairSchema>

export const pairsListSchema = z.object({
  server_time_ms: z.number(),
  spread: z.enum(SPREAD_KINDS),
  /** Pairs known, those that match, and the matching ones up to the limit. */
  total: z.int(),
  matched: z.int(),
  pairs: z.array(rankedPairSchema),
  /** The pair with the largest absolute spread now, whatever the filter; null when none has one. */
  largest: rankedPairSchema.nullable(),
})
export type PairsList = z.infer<typeof pairsListSchema>
