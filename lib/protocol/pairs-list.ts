import * as z from 'zod'
import { SPREAD_KINDS } from '../market/spread-kind'

/**
 * `GET /api/pairs?source=&sort=&min=&spread=&search=&limit=&suspects=&trusted=`: every pair of a source,
 * ranked, without its bars. The grid asks it what stands where and streams only the pairs in view.
 */

/** Every live pair; the opportunities of the analyzer's file; those of the mock data. */
export const PAIR_SOURCES = ['live', 'analyzer', 'mock'] as const
export type PairSource = (typeof PAIR_SOURCES)[number]
/** `auto`: mock while mock data is loaded, else analyzer if there is a list, else live. */
export const SOURCE_CHOICES = ['auto', ...PAIR_SOURCES] as const
export type SourceChoice = (typeof SOURCE_CHOICES)[number]

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
  /** Why an opportunity has no spread now: `no quotes from GateIo`; null: it has one. */
  waiting: z.string().nullable(),
  /** The legs that are to blame. */
  waiting_legs: z.array(z.union([z.literal(1), z.literal(2)])),
  /** Of the list that it comes from: episodes, percent of ticks beyond 0.4 %, mean length. */
  analyzer: z
    .object({
      cycles: z.number().nullable(),
      pct_time_above: z.number().nullable(),
      avg_cycle_seconds: z.number().nullable(),
    })
    .optional(),
})
export type RankedPair = z.infer<typeof rankedPairSchema>

export const pairsListSchema = z.object({
  server_time_ms: z.number(),
  /** The one these pairs are of. */
  source: z.enum(PAIR_SOURCES),
  /** Those there are now and how many pairs each has, whatever the filter. */
  sources: z.object({
    live: z.int(),
    analyzer: z.int().optional(),
    mock: z.int().optional(),
  }),
  /** When the mock data was loaded, ISO; null: none is. Absent: the test endpoints are off. */
  mock_loaded_at: z.string().nullable().optional(),
  /** Why the newest file of opportunities is not in force; null while none is refused. */
  fault: z.string().nullable(),
  spread: z.enum(SPREAD_KINDS),
  /** Pairs known, those that match, and the matching ones up to the limit. */
  total: z.int(),
  matched: z.int(),
  /** Those that match but are left out: probably not one asset. */
  hidden_suspects: z.int().default(0),
  pairs: z.array(rankedPairSchema),
  /** The pair with the largest absolute spread now, whatever the filter; null when none has one. */
  largest: rankedPairSchema.nullable(),
})
export type PairsList = z.infer<typeof pairsListSchema>
