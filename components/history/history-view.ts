import * as z from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import { isZone } from '../ui/zone-clock'

export const RANGES = ['1h', '6h', 'day', 'week', 'all', 'own'] as const
export type Range = (typeof RANGES)[number]

/** Epoch milliseconds; a minute is what the fields take. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/
const PAIR = /^[^:]{1,64}:[^:]{1,64}:[^:]{1,64}$/

const moment = z
  .string()
  .refine((text) => MOMENT.test(text) && !Number.isNaN(Date.parse(text)))
  .or(z.literal(''))
  .catch('')

const viewSchema = z.object({
  /** `SYMBOL:EXCHANGE1:EXCHANGE2`; empty: none chosen yet. */
  pair: z.string().regex(PAIR).or(z.literal('')).catch(''),
  range: z.enum(RANGES).catch('day'),
  /** Of the own range, ISO 8601 in UTC; an empty `to` is now. */
  from: moment,
  to: moment,
  /** `UTC`, `local` or a name of the IANA list. */
  zone: z.string().refine(isZone).catch('UTC'),
  spread: z.enum(SPREAD_KINDS).catch('bid'),
  search: z.string().max(60).catch(''),
})

/** All that a person chose about the history; the address of the page says all of it. */
export type HistoryView = z.infer<typeof viewSchema>
export type HistoryViewStore = StoreApi<HistoryView>

export const DEFAULT_VIEW: HistoryView = viewSchema.parse({})

/** Reads an address. What is missing or wrong is as if it had never been chosen. */
export function readHistoryView(params: URLSearchParams): HistoryView {
  return viewSchema.parse(Object.fromEntries(params))
}

/** `?pair=...&range=week`: only what differs from the defaults. */
export function writeHistoryView(view: HistoryView): string {
  const params = new URLSearchParams()
  for (const key of viewSchema.keyof().options) {
    if (view[key] !== DEFAULT_VIEW[key]) params.set(key, view[key])
  }
  const query = params.toString().replaceAll('%3A', ':')
  return query === '' ? '' : `?${query}`
}

export function createHistoryViewStore(initial: HistoryView): HistoryViewStore {
  return createStore<HistoryView>()(() => initial)
}

const HOUR_MS = 3_600_000
const RANGE_MS = { '1h': HOUR_MS, '6h': 6 * HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS }

export interface TimeRange {
  fromMs: number
  toMs: number
  /** It ends now, and goes on. */
  isLive: boolean
  /** It begins so long before its end, and not at a time of its own. */
  isSliding: boolean
}

/** What is wrong with an own range, and in which field; undefined: nothing. */
export function rangeFault(
  { range, from, to }: Pick<HistoryView, 'range' | 'from' | 'to'>,
  nowMs: number,
): string | undefined {
  if (range !== 'own' || from === '') return undefined
  if (to === '') return Date.parse(from) < nowMs ? undefined : '“from” is later than now.'
  return Date.parse(from) < Date.parse(to) ? undefined : '“from” must be before “to”.'
}

/** `firstDay`: of the recorded pair, YYYY-MM-DD; unknown: a year ago. */
export function timeRange(
  { range, from, to }: Pick<HistoryView, 'range' | 'from' | 'to'>,
  nowMs: number,
  firstDay: string | undefined,
): TimeRange {
  if (range === 'own') {
    const toMs = to === '' ? nowMs : Date.parse(to)
    const fromMs = from === '' ? toMs - 24 * HOUR_MS : Date.parse(from)
    return { fromMs: Math.min(fromMs, toMs), toMs, isLive: to === '', isSliding: from === '' }
  }
  const first = firstDay === undefined ? nowMs - 365 * 24 * HOUR_MS : Date.parse(firstDay)
  const fromMs = range === 'all' ? Math.min(first, nowMs) : nowMs - RANGE_MS[range]
  return { fromMs, toMs: nowMs, isLive: true, isSliding: range !== 'all' }
}
