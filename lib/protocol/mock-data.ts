import * as z from 'zod'
import { nameFault, MAX_NAME_LENGTH } from '../market/quote-fault'
import { parseCallerTime } from './iso-time'
import { shown } from './query-parameters'

/** `POST /api/test/load_mock_data` and what its answers look like (contract §3). */

export const MOCK_LIMITS = {
  /** 10 MiB. */
  bodyBytes: 10 * 1024 * 1024,
  opportunities: 1_000,
  /** Different column names of all opportunities together. */
  opportunityColumns: 100,
  windows: 1_000,
  pointsPerWindow: 5_000,
  points: 500_000,
  /** Lists and objects within each other. */
  nesting: 16,
  /** Faults that are told one by one; the others are counted. */
  faults: 20,
} as const

/**
 * Numbers above it are epoch milliseconds, others epoch seconds: in seconds it is the year 5138, and
 * as milliseconds so is the last time there is: what is more is microseconds, or nanoseconds.
 */
const MAX_EPOCH_SECONDS = 1e11
const MS_PER_SECOND = 1_000
const DECIMAL = /^-?\d+(\.\d+)?$/

const name = z
  .string({ error: expected('text') })
  .refine((text) => nameFault(text, 'X') === undefined, { error: (issue) => notAName(issue.input) })

const symbolName = z
  .string({ error: expected('text') })
  .refine((text) => nameFault('X', text) === undefined, { error: (issue) => notAName(issue.input) })

/** Epoch seconds or milliseconds, as text as well, or ISO 8601. Gives milliseconds. */
const time = z.unknown().transform((value, { issues }) => {
  const ms = epochMs(value)
  if (Number.isFinite(ms)) return ms
  issues.push({ code: 'custom', message: `not a time: ${quoted(value)}`, input: value })
  return z.NEVER
})

const number = z.number({ error: expected('a number') })
const price = number.gt(0, { error: (issue) => `must be above 0, is ${figure(issue.input)}` })

const quoteColumns = { timestamp: time, best_bid: price, best_ask: price }
const optionalColumns = {
  exchange: name.nullish(),
  symbol: symbolName.nullish(),
  spread_percentage: number.nullish(),
  min_volume: number.nullish(),
  max_volume: number.nullish(),
}

/** One quote of a window. What is not named here is not looked at. */
export const mockQuoteSchema = z.object(
  { ...quoteColumns, ...optionalColumns },
  { error: expected('an object') },
)

/** The quotes of a window as columns of equal length: three times as many fit into a body. */
export const mockQuoteColumnsSchema = z.object({
  timestamp: list(time),
  best_bid: list(price),
  best_ask: list(price),
  exchange: list(optionalColumns.exchange).optional(),
  symbol: list(optionalColumns.symbol).optional(),
  spread_percentage: list(optionalColumns.spread_percentage).optional(),
  min_volume: list(optionalColumns.min_volume).optional(),
  max_volume: list(optionalColumns.max_volume).optional(),
})

/** A window without its quotes. */
export const mockWindowHeadSchema = z.object(
  {
    exchange: name,
    symbol: symbolName,
    window_start: time.nullish(),
    window_end: time.nullish(),
  },
  { error: expected('an object') },
)

/** The columns that every opportunity has. */
export const mockPairSchema = z.object(
  { symbol: symbolName, exchange1: name, exchange2: name },
  { error: expected('an object') },
)

/** A further column of an opportunity. */
export const figureSchema = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: expected('text, a number, true, false or null'),
})

/** Epoch seconds (milliseconds above 1e11), as text as well, or ISO 8601. */
export type MockTime = number | string
type Figure = z.infer<typeof figureSchema>

export interface MockQuote {
  timestamp: MockTime
  best_bid: number
  best_ask: number
  /** Those of the window, in any spelling. */
  exchange?: string | null
  symbol?: string | null
  spread_percentage?: number | null
  min_volume?: number | null
  max_volume?: number | null
}

/** The same in columns. */
export type MockQuoteColumns = { [Column in keyof MockQuote]: MockQuote[Column][] }

export interface MockWindow {
  exchange: string
  symbol: string
  window_start?: MockTime | null
  window_end?: MockTime | null
  spreads: MockQuote[] | MockQuoteColumns
}

/** The body of a load, as a writer of it sees it. */
export interface MockBody {
  opportunities:
    | ({ symbol: string; exchange1: string; exchange2: string } & Record<string, Figure>)[]
    | ({ symbol: string[]; exchange1: string[]; exchange2: string[] } & Record<string, Figure[]>)
  windows: MockWindow[]
}

export const mockFaultSchema = z.object({
  /** `windows[3].spreads[17].best_bid`; of columns `windows[3].spreads.best_bid[17]`; '' the body. */
  path: z.string(),
  message: z.string(),
})
export type MockFault = z.infer<typeof mockFaultSchema>

/** The answer 422. `detail` has the first fault and says how many there are. */
export const mockFaultsSchema = z.object({
  detail: z.string(),
  faults: z.array(mockFaultSchema).max(MOCK_LIMITS.faults),
  /** Faults beyond those. */
  more: z.int(),
})

const mockCounts = {
  opportunities: z.int(),
  windows: z.int(),
  /** As they were sent, rejected ones included. */
  points: z.int(),
  largest_window_points: z.int(),
  /** Quotes that never reach a chart, by reason, as live. */
  rejected: z.record(z.string(), z.int()),
  /** Bars of the stream's series, the oldest, for which `limits.memory_bytes` had no room. */
  dropped_bars: z.int(),
  /** Memory of it. */
  bytes: z.int(),
}

/** The answer of a load; of a mere check (`?dry_run=true`) `checked`, whose bytes are 0. */
export const mockLoadedSchema = z.object({
  status: z.enum(['mock data loaded', 'mock data checked']),
  ...mockCounts,
  loaded_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
})
export type MockLoaded = z.infer<typeof mockLoadedSchema>

/** The answer of GET. Without a set the counts are 0 and the times null. */
export const mockStateSchema = z.object({
  loaded: z.boolean(),
  ...mockCounts,
  loaded_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
  seconds_left: z.number().nullable(),
  limits: z.object({
    body_bytes: z.int(),
    opportunities: z.int(),
    windows: z.int(),
    points_per_window: z.int(),
    points: z.int(),
    memory_bytes: z.int(),
    ttl_minutes: z.number(),
  }),
})
export type MockState = z.infer<typeof mockStateSchema>

/** The answer of DELETE: what was freed, which may be nothing. */
export const mockFreedSchema = z.object({
  status: z.literal('mock data freed'),
  opportunities: z.int(),
  windows: z.int(),
  points: z.int(),
  bytes: z.int(),
})
export type MockFreed = z.infer<typeof mockFreedSchema>

/** NaN for what is no time. */
function epochMs(value: unknown): number {
  if (typeof value === 'string') {
    return DECIMAL.test(value) ? epochMs(Number(value)) : parseCallerTime(value)
  }
  if (typeof value !== 'number') return NaN
  if (Math.abs(value) <= MAX_EPOCH_SECONDS) return value * MS_PER_SECOND
  return Math.abs(value) <= MAX_EPOCH_SECONDS * MS_PER_SECOND ? value : NaN
}

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: expected('a list') })
}

function expected(what: string) {
  return ({ input }: { input?: unknown }): string =>
    input === undefined ? 'is missing' : `must be ${what}, is ${quoted(input)}`
}

function notAName(input: unknown): string {
  return `must be a name of at most ${MAX_NAME_LENGTH} characters, is ${quoted(input)}`
}

/** A value as a fault repeats it: lists and objects may be endless and are only named. */
function quoted(value: unknown): string {
  if (typeof value === 'string') return `"${shown(value)}"`
  if (typeof value === 'number') return figure(value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

function figure(value: unknown): string {
  return String(value).replace(/^-/, '−')
}
