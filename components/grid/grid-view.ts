import * as z from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { SPREAD_KINDS } from '@/lib/market/spread-kind'
import { SORT_KEYS, SOURCE_CHOICES } from '@/lib/protocol/pairs-list'

export const WINDOWS = ['1m', '5m', '15m', '30m', '1h'] as const
export type GridWindow = (typeof WINDOWS)[number]
export const WINDOW_SECONDS = {
  '1m': 60,
  '5m': 300,
  '15m': 900,
  '30m': 1_800,
  '1h': 3_600,
} as const
export const WINDOW_WORDS = {
  '1m': '1 m',
  '5m': '5 m',
  '15m': '15 m',
  '30m': '30 m',
  '1h': '1 h',
} as const
/** How what is shown is called. */
export const SPREADS = [
  { value: 'bid', words: 'Bid to bid' },
  { value: 'buy1_sell2', words: 'Buy leg 1, sell leg 2' },
  { value: 'buy2_sell1', words: 'Buy leg 2, sell leg 1' },
] as const
export const COLUMN_CHOICES = ['auto', '1', '2', '3', '4'] as const

/** Percent; beyond, nothing would be left to see. */
const MAX_MIN_PCT = 100
const MAX_SEARCH_CHARACTERS = 60
/** More an address cannot mean. */
const MAX_DIGITS = 12

const viewSchema = z.object({
  source: z.enum(SOURCE_CHOICES).catch('auto'),
  sort: z.enum(SORT_KEYS).catch('spread'),
  /** Percent: pairs whose spread is nearer to zero are left out. */
  min: z.coerce.number().min(0).max(MAX_MIN_PCT).catch(0),
  window: z.enum(WINDOWS).catch('15m'),
  spread: z.enum(SPREAD_KINDS).catch('bid'),
  columns: z.enum(COLUMN_CHOICES).catch('auto'),
  search: z.string().max(MAX_SEARCH_CHARACTERS).catch(''),
  /** Pairs that the person muted are shown all the same. */
  muted: z.stringbool().catch(false),
  /** The order stands still. */
  hold: z.stringbool().catch(false),
})

/** Everything that a person chose about the grid; the address of the page says all of it. */
export type GridView = z.infer<typeof viewSchema>
export type GridViewStore = StoreApi<GridView>

export const DEFAULT_VIEW: GridView = viewSchema.parse({})

/** Reads an address. What is missing or wrong is as if it had never been chosen. */
export function readGridView(params: URLSearchParams): GridView {
  return viewSchema.parse(Object.fromEntries(params))
}

/** `?window=1h&...`: only what differs from the defaults; empty when nothing does. */
export function writeGridView(view: GridView): string {
  const params = new URLSearchParams()
  for (const key of viewSchema.keyof().options) {
    if (view[key] !== DEFAULT_VIEW[key]) params.set(key, String(view[key]))
  }
  const query = params.toString()
  return query === '' ? '' : `?${query}`
}

/** The least spread, percent, as it was chosen: never fewer than three digits. */
export function minimumWords(min: number): string {
  let digits = 3
  while (Number(min.toFixed(digits)) !== min && digits < MAX_DIGITS) digits++
  return min.toFixed(digits)
}

export function createGridViewStore(initial: GridView): GridViewStore {
  return createStore<GridView>()(() => initial)
}
