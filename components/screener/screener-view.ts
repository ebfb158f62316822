import * as z from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { SCREENER_COLUMNS, SORT_COLUMNS } from '@/lib/protocol/screener-columns'
import { CHOICE_COLUMNS, DEFAULT_COLUMNS, MAX_WIDTH_PX, MIN_WIDTH_PX } from './screener-columns'

export const MAX_SORT_KEYS = 3
const MAX_SEARCH_CHARACTERS = 60
const MAX_NAME_CHARACTERS = 64
const MAX_PAIR_CHARACTERS = 194
/** Exchanges, and symbols, left out. */
const MAX_LEFT_OUT = 60
/** Beyond, no figure of a pair lies. */
const MAX_BOUND = 1e9

const sortSchema = z.object({
  column: z.enum(SORT_COLUMNS),
  direction: z.enum(['asc', 'desc']),
  /** By the distance from zero. */
  absolute: z.boolean(),
})
const boundSchema = z.object({
  column: z.enum(SCREENER_COLUMNS),
  /** In the unit of the column; a pair beyond it, or without a value, is left out. */
  value: z.number().min(-MAX_BOUND).max(MAX_BOUND),
  /** It is on the distance from zero. */
  absolute: z.boolean(),
})
const widthSchema = z.object({
  column: z.enum([...CHOICE_COLUMNS, 'symbol', 'legs']),
  px: z.int().min(MIN_WIDTH_PX).max(MAX_WIDTH_PX),
})
const namesSchema = z.array(z.string().min(1).max(MAX_NAME_CHARACTERS)).max(MAX_LEFT_OUT)
const columnsSchema = z
  .array(z.enum(CHOICE_COLUMNS))
  .min(1)
  .refine((columns) => new Set(columns).size === columns.length, 'names a column twice')

export type SortKey = z.infer<typeof sortSchema>
export type Bound = z.infer<typeof boundSchema>
export type ColumnWidth = z.infer<typeof widthSchema>

const DEFAULT_SORT: SortKey[] = [{ column: 'afterFeesPct', direction: 'desc', absolute: false }]

const list = z.string().transform((text) => text.split(','))
const listOfPairs = list.transform((words) => words.map((word) => word.split(':')))
const bounds = listOfPairs
  .transform((words) =>
    words.map(([column, value = '', kind]) => {
      return {
        column,
        value: toNumber(value),
        absolute: toAbsolute(kind),
      }
    }),
  )
  .pipe(z.array(boundSchema).max(SCREENER_COLUMNS.length))
  .catch([])

const viewSchema = z.object({
  /** `-spreadPct:abs,symbol`: a minus is descending. */
  sort: listOfPairs
    .transform((words) =>
      words.map(([word = '', kind]) => ({
        column: word.replace(/^-/, ''),
        direction: word.startsWith('-') ? 'desc' : 'asc',
        absolute: toAbsolute(kind),
      })),
    )
    .pipe(z.array(sortSchema).min(1).max(MAX_SORT_KEYS))
    .catch(DEFAULT_SORT),
  /** `afterFeesPct:-0.2,spreadPct:0.3:abs`: the least, and the most, of a figure. */
  min: bounds,
  max: bounds,
  search: z.string().max(MAX_SEARCH_CHARACTERS).catch(''),
  /** Pairs of this symbol only. */
  symbol: z.string().max(MAX_NAME_CHARACTERS).catch(''),
  /** Exchanges left out. */
  out: list.pipe(namesSchema).catch([]),
  /** Symbols left out. */
  without: list.pipe(namesSchema).catch([]),
  /** Only pairs whose legs both quoted lately. */
  fresh: z.stringbool().catch(false),
  /** Only pairs with a star. */
  favourites: z.stringbool().catch(false),
  /** Muted pairs are shown. */
  muted: z.stringbool().catch(false),
  /** Pairs that are probably not the same asset are shown. */
  suspects: z.stringbool().catch(false),
  columns: list.pipe(columnsSchema).catch([...DEFAULT_COLUMNS]),
  /** `spreadPct:90`: those that a person dragged. */
  widths: listOfPairs
    .transform((words) => words.map(([column, px = '']) => ({ column, px: toNumber(px) })))
    .pipe(z.array(widthSchema))
    .catch([]),
  /** The pair below the table; empty: the first row. */
  selected: z.string().max(MAX_PAIR_CHARACTERS).catch(''),
  /** What stands below the table; `auto`: where there is height for it. */
  details: z.enum(['auto', 'open', 'closed']).catch('auto'),
})

/** Everything that a person chose about the screener; the address of the page says all of it. */
export type ScreenerView = z.infer<typeof viewSchema>
export type ScreenerViewStore = StoreApi<ScreenerView>

export const DEFAULT_VIEW: ScreenerView = viewSchema.parse({})

/** Reads an address. What is missing or wrong is as if it had never been chosen. */
export function readScreenerView(params: URLSearchParams): ScreenerView {
  return viewSchema.parse(Object.fromEntries(params))
}

/** `?sort=-edgePct&...`: only what differs from the defaults; empty when nothing does. */
export function writeScreenerView(view: ScreenerView): string {
  const params = new URLSearchParams()
  const [words, usual] = [wordsOf(view), wordsOf(DEFAULT_VIEW)]
  for (const key of viewSchema.keyof().options) {
    if (words[key] !== usual[key]) params.set(key, words[key])
  }
  const query = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return query === '' ? '' : `?${query}`
}

function wordsOf(view: ScreenerView): Record<keyof ScreenerView, string> {
  const { search, symbol, selected, details } = view
  return {
    ...{ search, symbol, selected, details },
    sort: sortWords(view.sort),
    min: view.min.map(boundWord).join(','),
    max: view.max.map(boundWord).join(','),
    out: view.out.join(','),
    without: view.without.join(','),
    fresh: String(view.fresh),
    favourites: String(view.favourites),
    muted: String(view.muted),
    suspects: String(view.suspects),
    columns: view.columns.join(','),
    widths: view.widths.map(({ column, px }) => `${column}:${px}`).join(','),
  }
}

function boundWord({ column, value, absolute }: Bound): string {
  return `${column}:${value}${absolute ? ':abs' : ''}`
}

export function sortWords(keys: readonly SortKey[]): string {
  return keys
    .map(({ column, direction, absolute }) => {
      return `${direction === 'desc' ? '-' : ''}${column}${absolute ? ':abs' : ''}`
    })
    .join(',')
}

export function createScreenerViewStore(initial: ScreenerView): ScreenerViewStore {
  return createStore<ScreenerView>()(() => initial)
}

/** `abs`, or nothing; another word is no kind. */
function toAbsolute(kind: string | undefined): boolean | string {
  return kind === undefined ? false : kind === 'abs' || kind
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text)
}

/** Columns and widths: what this browser keeps where an address says nothing of them. */
export const keptColumnsSchema = z.object({
  columns: columnsSchema,
  widths: z.array(widthSchema),
})
