import * as z from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TimeSpan } from '../pair-chart/pair-chart-props'

// The page's content policy forbids code from strings, which zod would otherwise try.
z.config({ jitless: true })

/** What the keys 1 to 5 choose. */
export const WINDOWS = ['1m', '5m', '15m', '30m', '1h'] as const
export type PairWindow = (typeof WINDOWS)[number]
export const WINDOW_SECONDS = {
  '1m': 60,
  '5m': 300,
  '15m': 900,
  '30m': 1_800,
  '1h': 3_600,
} as const

/** Rows are held for as long as the server has them: bands and statistics look back. */
export const HELD_SECONDS = 3_600

/** In the order in which the key b goes through them. */
export const BANDS = ['200', '5m', '15m', '60m', 'off'] as const

/** Percent; nearer to zero an episode would never end (it is over within 0.05 %). */
export const MIN_BEYOND_PCT = 0.06
export const MAX_BEYOND_PCT = 100

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/
const moment = z.string().refine(isMoment).or(z.literal('')).catch('')
const interval = z
  .string()
  .refine((text) => text.split('/').every(isMoment) && intervalOf(text) !== undefined)
  .or(z.literal(''))
  .catch('')

const viewSchema = z.object({
  window: z.enum(WINDOWS).catch('15m'),
  mode: z.enum(['bid', 'executable']).catch('bid'),
  bands: z.enum(BANDS).catch('200'),
  /** The threshold of episodes, percent. */
  beyond: z.coerce.number().min(MIN_BEYOND_PCT).max(MAX_BEYOND_PCT).catch(0.4),
  /** Empty: as this browser shows times everywhere. */
  zone: z.enum(['UTC', 'local', '']).catch(''),
  /** `auto`: mock data while it is loaded and has the pair, else the live market. */
  source: z.enum(['auto', 'live', 'mock']).catch('auto'),
  /** A span of the past, ISO 8601 in UTC; empty: the newest. */
  from: moment,
  to: moment,
  /** Start of the chosen episode, ISO 8601 in UTC. */
  episode: moment,
  /** The span that is measured, an interval of ISO 8601: `from/to`, both in UTC. */
  measured: interval,
  /** The points of the chart as a table. */
  table: z.stringbool().catch(false),
})

/** Everything that a person chose about a pair; the address of the page says all of it. */
export type PairView = z.infer<typeof viewSchema>
export type PairViewStore = StoreApi<PairView>

export const DEFAULT_VIEW: PairView = viewSchema.parse({})

/** Reads an address. What is missing or wrong is as if it had never been chosen. */
export function readPairView(params: URLSearchParams): PairView {
  const view = viewSchema.parse(Object.fromEntries(params))
  return spanOf(view) === undefined ? { ...view, from: '', to: '' } : view
}

/** `?window=1h&...`: only what differs from the defaults; empty when nothing does. */
export function writePairView(view: PairView): string {
  const params = new URLSearchParams()
  for (const key of viewSchema.keyof().options) {
    if (view[key] !== DEFAULT_VIEW[key]) params.set(key, String(view[key]))
  }
  const query = params.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')
  return query === '' ? '' : `?${query}`
}

export function createPairViewStore(initial: PairView): PairViewStore {
  return createStore<PairView>()(() => initial)
}

/** The span of the past that is looked at, epoch seconds; undefined: the newest. */
export function spanOf({ from, to }: Pick<PairView, 'from' | 'to'>): TimeSpan | undefined {
  if (from === '' || to === '') return undefined
  const span = { fromS: Date.parse(from) / 1_000, toS: Date.parse(to) / 1_000 }
  return span.fromS < span.toS ? span : undefined
}

export function spanText(span: TimeSpan | undefined): Pick<PairView, 'from' | 'to'> {
  if (span === undefined) return { from: '', to: '' }
  return { from: isoSeconds(Math.floor(span.fromS)), to: isoSeconds(Math.ceil(span.toS)) }
}

/** The span of `from/to`; undefined: it is empty or none. */
export function intervalOf(text: string): TimeSpan | undefined {
  const [from = '', to = '', ...more] = text.split('/')
  return more.length === 0 ? spanOf({ from, to }) : undefined
}

export function intervalText(span: TimeSpan | undefined): string {
  const { from, to } = spanText(span)
  return span === undefined ? '' : `${from}/${to}`
}

function isMoment(text: string): boolean {
  return MOMENT.test(text) && !Number.isNaN(Date.parse(text))
}

function isoSeconds(epochS: number): string {
  return new Date(epochS * 1_000).toISOString().replace('.000', '')
}
