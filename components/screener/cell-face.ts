import type { ScreenerColumn } from '@/lib/protocol/screener-columns'
import { percentFigure } from '../chart/axis-figure'
import { grouped } from '../ui/number-format'
import { age, duration } from '../ui/time-format'
import type { ScreenerRow } from './screener-row'

export interface CellFace {
  words: string
  /** `leg1`, `leg2`: of that exchange. `stale`: beyond the tolerance of the join. */
  tone: 'plain' | 'mid' | 'quiet' | 'gain' | 'hot' | 'leg1' | 'leg2' | 'stale'
}

/** Beyond this a spread is an excursion, percent. */
export const EXCURSION_PCT = 0.4
/** The tolerance of the join, milliseconds. */
const STALE_MS = 2_000
const PERCENT_DIGITS = 3
const SECOND_MS = 1_000

type Face = (value: number, row: ScreenerRow) => CellFace

const percent: Face = (value) => ({ words: percentFigure(value, PERCENT_DIGITS), tone: 'mid' })
const count: Face = (value) => ({ words: grouped(value), tone: value === 0 ? 'quiet' : 'plain' })
const share =
  (digits: number): Face =>
  (value) => ({ words: `${value.toFixed(digits)} %`, tone: value === 0 ? 'quiet' : 'mid' })
const seconds: Face = (value) => ({ words: duration(value * SECOND_MS), tone: 'mid' })
const quoteAge: Face = (value) => ({ words: age(value), tone: value > STALE_MS ? 'stale' : 'mid' })

const FACES: Readonly<Record<ScreenerColumn, Face>> = {
  spreadPct: (value, row) => {
    return { ...percent(value, row), tone: Math.abs(value) > EXCURSION_PCT ? 'hot' : 'plain' }
  },
  // Most edges are losses; only a gain asks for attention.
  afterFeesPct: (value, row) => ({ ...percent(value, row), tone: value > 0 ? 'gain' : 'quiet' }),
  ...{ edgePct: percent, reverseEdgePct: percent },
  ...{ low5mPct: percent, high5mPct: percent, low1hPct: percent, high1hPct: percent },
  buyOn: (leg, { exchange1, exchange2 }) =>
    leg === 1 ? { words: exchange1, tone: 'leg1' } : { words: exchange2, tone: 'leg2' },
  bandPosition: (value) => ({ words: bandWords(value), tone: 'mid' }),
  ...{ episodes030: count, episodes040: count, episodes050: count },
  ...{ episodesUp: count, episodesDown: count, analyzerCycles: count },
  // Of the list, which goes over hours, the shares are small ones.
  ...{ aboveSharePct: share(1), analyzerSharePct: share(2) },
  zeroCrossingsPerMinute: (value) => ({ words: value.toFixed(1), tone: 'mid' }),
  ...{ halfLifeS: seconds, coverS: seconds, analyzerSeconds: seconds },
  ...{ age1Ms: quoteAge, age2Ms: quoteAge },
  skewMs: (value) => ({ words: skewWords(value), tone: 'mid' }),
  pointsPerSecond: (value) => ({ words: value.toFixed(1), tone: 'mid' }),
}

/** What stands in a cell. Missing is a word. */
export function cellFace(row: ScreenerRow, column: ScreenerColumn): CellFace {
  const value = row.figures[column] ?? null
  if (value === null) return { words: missingWords(row, column), tone: 'quiet' }
  return FACES[column](value, row)
}

function missingWords({ figures }: ScreenerRow, column: ScreenerColumn): string {
  if (column === 'halfLifeS') return 'none'
  if (column === 'age1Ms' || column === 'age2Ms') return 'no quote'
  // There is an edge, but the fee of an exchange is not known.
  const hasEdge = typeof figures.edgePct === 'number'
  if (column === 'afterFeesPct' && hasEdge) return 'unknown'
  if (column.startsWith('analyzer')) return 'not listed'
  return 'no value'
}

/** `47 % of the band`, 0 its lower edge and 100 its upper one. */
function bandWords(position: number): string {
  if (position > 1) return 'above the band'
  if (position < 0) return 'below the band'
  return `${Math.round(position * 100)} % of the band`
}

function skewWords(ms: number): string {
  const size = Math.abs(ms)
  const sign = size < 0.5 ? '' : ms < 0 ? '\u2212' : '+'
  return size < SECOND_MS ? `${sign}${size.toFixed(0)} ms` : `${sign}${age(size)}`
}
