import { TERMS } from '@/lib/market/terms'
import type { ScreenerColumn } from '@/lib/protocol/screener-columns'
import { SCREENER_COLUMNS } from '@/lib/protocol/screener-columns'
import { signed } from '../ui/number-format'
import { COLUMN_FACES } from './screener-columns'
import type { Minimum } from './screener-view'

/** Those of which a least value says something. */
export const MINIMUM_COLUMNS: readonly ScreenerColumn[] = SCREENER_COLUMNS.filter(
  (column) => column !== 'buyOn',
)

const PERCENT_DIGITS = 3
const PATTERN = /^[+-]?(\d+\.?\d*|\.\d+)$/

/** `After fees ≥ −0.200 %`. */
export function minimumWords({ column, min }: Minimum): string {
  return `${columnName(column)} ≥ ${valueWords(column, min)}`
}

/** What a column is called in a sentence: its head without the unit. */
export function columnName(column: ScreenerColumn): string {
  return COLUMN_FACES[column].words.replace(/ %$/, '').replace(/ %, .*$/, '')
}

/** A value of a column with its unit; more digits than usual where it has them. */
export function valueWords(column: ScreenerColumn, value: number): string {
  const { unit } = TERMS[column]
  if (unit !== '%') return `${String(value).replace('-', '\u2212')}${unit === '' ? '' : ` ${unit}`}`
  const usual = signed(value, PERCENT_DIGITS).trim()
  const whole = Number(value.toFixed(PERCENT_DIGITS)) === value
  return `${whole ? usual : String(value).replace('-', '\u2212')} %`
}

/** What a person typed, with a point or a comma; NaN: no number, undefined: nothing. */
export function readMinimum(text: string): number | undefined {
  const plain = text.trim().replace(',', '.').replace('\u2212', '-')
  if (plain === '') return undefined
  return PATTERN.test(plain) ? Number(plain) : NaN
}
