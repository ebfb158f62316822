import { TERMS } from '@/lib/market/terms'
import type { ScreenerColumn } from '@/lib/protocol/screener-columns'
import { SCREENER_COLUMNS } from '@/lib/protocol/screener-columns'
import { signed } from '../ui/number-format'
import { COLUMN_FACES, isTwoSided } from './screener-columns'
import type { Bound } from './screener-view'

/** What a bound can be set on. */
export type BoundFigure = Pick<Bound, 'column' | 'absolute'>

export const BOUND_FIGURES: readonly BoundFigure[] = SCREENER_COLUMNS.filter(
  (column) => column !== 'buyOn',
).flatMap((column) => [
  { column, absolute: false },
  ...(isTwoSided(column) ? [{ column, absolute: true }] : []),
])

const PERCENT_DIGITS = 3
const PATTERN = /^[+-]?(\d+\.?\d*|\.\d+)$/

/** `After fees ≥ −0.200 %`. */
export function boundWords(bound: Bound, sign: '≥' | '≤'): string {
  return `${figureName(bound)} ${sign} ${valueWords(bound)}`
}

/** `Spread, either side`: what a bound is on. */
export function figureName({ column, absolute }: BoundFigure): string {
  return absolute ? `${columnName(column)}, either side` : columnName(column)
}

export function isSameFigure(figure1: BoundFigure, figure2: BoundFigure): boolean {
  return figure1.column === figure2.column && figure1.absolute === figure2.absolute
}

/** What a column is called in a sentence: without the unit and what explains it. */
export function columnName(column: ScreenerColumn): string {
  return COLUMN_FACES[column].words.replace(/,.*$/, '').replace(/ %$/, '')
}

/** With its unit; more digits than usual where it has them. A distance has no sign. */
function valueWords({ column, value, absolute }: Bound): string {
  const { unit } = TERMS[column]
  const plain = String(value).replace('-', '\u2212')
  if (unit !== '%') return `${plain}${unit === '' ? '' : ` ${unit}`}`
  const usual = absolute ? value.toFixed(PERCENT_DIGITS) : signed(value, PERCENT_DIGITS).trim()
  const isWhole = Number(value.toFixed(PERCENT_DIGITS)) === value
  return `${isWhole ? usual : plain} %`
}

/** What a person typed, with a point or a comma; NaN: no number, undefined: nothing. */
export function readBound(text: string): number | undefined {
  const plain = text.trim().replace(',', '.').replace('\u2212', '-')
  if (plain === '') return undefined
  return PATTERN.test(plain) ? Number(plain) : NaN
}
