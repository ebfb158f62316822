import * as z from 'zod'
import { SCREENER_COLUMNS, SORT_COLUMNS } from './screener-columns'
import { MAX_SEARCH_CHARACTERS } from './search-words'
import { STREAM_SOURCES } from './stream-query'

/**
 * The body of `POST /api/screener`: which of all pairs are wanted, in which order, and which of those
 * are in view. A page asks again every half second: a stream for each tab would leave the tabs that
 * follow without a connection, as a browser opens six to a host.
 */

/** Of the whole body, bytes. */
export const MAX_SCREENER_BODY_BYTES = 64 * 1024
export const MAX_SCREENER_ROWS = 200
/**
 * Of a list of pairs: favourites, muted and trusted ones. Three full lists and all held rows fit into the
 * body at 40 characters a pair, of which the longest names of exchanges and symbols take some 35.
 */
export const MAX_LISTED_PAIRS = 400
export const MAX_SORT_KEYS = 3
const MAX_FILTERS = SCREENER_COLUMNS.length
const MAX_EXCHANGES = 64
const MAX_SYMBOLS = 200
const MAX_NAME_CHARACTERS = 64
/** `SYMBOL:EXCHANGE1:EXCHANGE2` */
const MAX_PAIR_CHARACTERS = 3 * MAX_NAME_CHARACTERS + 2

const nameSchema = z.string().min(1).max(MAX_NAME_CHARACTERS)
const pairsSchema = z.array(z.string().min(5).max(MAX_PAIR_CHARACTERS)).max(MAX_LISTED_PAIRS)
const exchangesSchema = z.array(nameSchema).max(MAX_EXCHANGES)

export const sortKeySchema = z.strictObject({
  column: z.enum(SORT_COLUMNS),
  direction: z.enum(['asc', 'desc']),
  /** By distance from zero. */
  absolute: z.boolean().default(false),
})
export type ScreenerSort = z.infer<typeof sortKeySchema>

/** Both ends inclusive. A pair without a value matches no filter of its column. */
export const filterSchema = z.strictObject({
  column: z.enum(SCREENER_COLUMNS),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Of the distance from zero. */
  absolute: z.boolean().default(false),
})
export type ScreenerFilter = z.infer<typeof filterSchema>

export const screenerQuerySchema = z.strictObject({
  /** The live market, or the mock data that is loaded. */
  source: z.enum(STREAM_SOURCES).default('live'),
  /** Pairs with the same values stand by name, as do all without a key. */
  sort: z.array(sortKeySchema).max(MAX_SORT_KEYS).default([]),
  filters: z.array(filterSchema).max(MAX_FILTERS).default([]),
  /** Both legs are of these. */
  exchanges: exchangesSchema.optional(),
  /** Neither symbol nor any leg is of these. */
  without: z
    .strictObject({
      symbols: z.array(nameSchema).max(MAX_SYMBOLS).default([]),
      exchanges: exchangesSchema.default([]),
    })
    .default({ symbols: [], exchanges: [] }),
  /** Every pair of this symbol, in whatever spelling. */
  symbol: nameSchema.optional(),
  /** Words, each part of the symbol or of an exchange. */
  search: z.string().max(MAX_SEARCH_CHARACTERS).default(''),
  /** Both legs' quotes are no older than the tolerance of the join. */
  freshOnly: z.boolean().default(false),
  suspects: z.enum(['hidden', 'shown']).default('hidden'),
  /** Shown although they are suspects. */
  trusted: pairsSchema.default([]),
  muted: pairsSchema.default([]),
  /** These and no others. */
  only: pairsSchema.optional(),
  /** What a taker pays on each exchange, percent; null and exchanges left out: unknown. */
  fees: z.record(nameSchema, z.number().min(-1).max(100).nullable()).default({}),
  /** Rows of these are wanted as well, wherever they stand: an order that is held. */
  pairs: z.array(z.string().max(MAX_PAIR_CHARACTERS)).max(MAX_SCREENER_ROWS).default([]),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(MAX_SCREENER_ROWS).default(50),
  /** The `serial` of an answer to this same question: rows that are as they were are left out. */
  since: z.int().min(0).optional(),
  /** With the spreads of the last 15 minutes. */
  sparks: z.boolean().default(false),
})
/** As the endpoint uses it. */
export type ScreenerQuery = z.output<typeof screenerQuerySchema>
/** As a page sends it: what is left out has its default. */
export type ScreenerRequest = z.input<typeof screenerQuerySchema>
