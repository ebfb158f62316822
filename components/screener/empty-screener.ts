import type { ScreenerColumn } from '@/lib/protocol/screener-columns'
import type { ScreenerRequest } from '@/lib/protocol/screener-query'
import { grouped } from '../ui/number-format'
import { symbolParts } from '../ui/symbol-name'
import { cellFace } from './cell-face'
import { boundWords, columnName } from './bound-words'
import type { ScreenerQuestion } from './screener-poll'
import type { ScreenerRow } from './screener-row'
import { TERMS } from '@/lib/market/terms'
import type { ScreenerView } from './screener-view'

/** Why a table has no row. `total`: pairs there are. */
export function emptyScreener(
  view: ScreenerView,
  total: number,
): { title: string; detail: string } {
  if (total === 0) {
    return {
      title: 'No pair yet',
      detail: 'No symbol is quoted on two exchanges so far. The table fills by itself.',
    }
  }
  const counted = total === 1 ? 'One pair is known.' : `${grouped(total)} pairs are known.`
  const search = view.search.trim()
  const wishes = [
    ...(view.favourites ? ['has a star'] : []),
    ...(search === '' ? [] : [`matches “${search}”`]),
    ...(view.symbol === '' ? [] : [`is of ${view.symbol}`]),
    ...(view.fresh ? ['has two fresh legs'] : []),
    ...view.min.map((bound) => `has ${boundWords(bound, '≥')}`),
    ...view.max.map((bound) => `has ${boundWords(bound, '≤')}`),
    ...(view.out.length === 0 ? [] : ['is on the exchanges that are left']),
  ]
  const detail = view.favourites ? `${counted} Press f on a row to give it a star.` : counted
  if (wishes.length === 0) return { title: 'No pair is left', detail }
  return { title: `No pair ${wishes.join(' and ')}`, detail }
}

export interface Loosening {
  words: string
  change: Partial<ScreenerView>
}

/** What left no row over, each with what takes it away. */
export function filtersOn(view: ScreenerView, hiddenSuspects: number): Loosening[] {
  const loosenings: readonly (Loosening & { isOn: boolean })[] = [
    {
      isOn: view.min.length + view.max.length > 0,
      words: 'Remove the least and the most',
      change: { min: [], max: [] },
    },
    { isOn: view.search.trim() !== '', words: 'Clear the search', change: { search: '' } },
    { isOn: view.symbol !== '', words: 'All symbols', change: { symbol: '' } },
    { isOn: view.fresh, words: 'Stale legs as well', change: { fresh: false } },
    { isOn: view.favourites, words: 'Not only favourites', change: { favourites: false } },
    { isOn: view.out.length > 0, words: 'All exchanges', change: { out: [] } },
    { isOn: view.without.length > 0, words: 'Symbols left out as well', change: { without: [] } },
    {
      isOn: hiddenSuspects > 0,
      words: 'Those that are probably not the same asset',
      change: { suspects: true },
    },
  ]
  return loosenings.filter(({ isOn }) => isOn).map(({ words, change }) => ({ words, change }))
}

export interface NearestQuestion {
  column: ScreenerColumn
  /** The filter is on the most: the least comes nearest. */
  isLeast: boolean
  question: ScreenerRequest
}

/** Which question finds the pair that comes nearest to the first filter. */
export function nearestQuestion(question: ScreenerQuestion): NearestQuestion | undefined {
  const first = question.filters?.[0]
  if (first === undefined) return undefined
  const { column, min, absolute = false } = first
  const isLeast = min === undefined
  const sort = [{ column, direction: isLeast ? ('asc' as const) : ('desc' as const), absolute }]
  return { column, isLeast, question: { ...question, filters: [], sort, limit: 1 } }
}

/** `The most of After fees now has PIEVERSE on Bybit and GateIo: +0.671 %.` */
export function nearestWords(
  row: ScreenerRow | undefined,
  { column, isLeast }: Pick<NearestQuestion, 'column' | 'isLeast'>,
): string {
  const name = columnName(column)
  if (row === undefined || typeof row.figures[column] !== 'number') {
    return `No pair has a value of ${name} just now.`
  }
  const { words } = cellFace(row, column)
  const unit = TERMS[column].unit === '%' && !words.includes('%') ? ' %' : ''
  const { base } = symbolParts(row.symbol)
  return `The ${isLeast ? 'least' : 'most'} of ${name} now has ${base} on ${row.exchange1} and ${row.exchange2}: ${words.trim()}${unit}.`
}
