import { parsePairKey } from '@/lib/market/pair'
import type { ScreenerAnswer } from '@/lib/protocol/screener-answer'
import {
  SCREENER_COLUMNS,
  type ScreenerColumn,
  type Suspicion,
} from '@/lib/protocol/screener-columns'

/** Null: nothing can be said. */
export type Figures = Readonly<Partial<Record<ScreenerColumn, number | null>>>

/** A cell that changed and says so for a moment. */
export interface Flash {
  column: ScreenerColumn
  isUp: boolean
  /** Another one for each flash. */
  serial: number
  /** When it began, milliseconds of the clock that goes forward. */
  atMs: number
}

/** A pair's figures as they came. Never changed: news is another object, so that rows can tell. */
export interface ScreenerRow {
  readonly pair: string
  readonly symbol: string
  readonly exchange1: string
  readonly exchange2: string
  readonly suspicion: Suspicion | null
  readonly figures: Figures
  readonly flash: Flash | undefined
}

/** The last 15 minutes, percent, oldest first; null where nothing was seen. */
export type Spark = readonly (number | null)[]

/** Reads rows by the names that the answer gives their places. */
export function readRows({ columns, rows }: Pick<ScreenerAnswer, 'columns' | 'rows'>) {
  const places = SCREENER_COLUMNS.map((column) => [column, columns.indexOf(column)] as const)
  return rows.map((wire): ScreenerRow => {
    const [pair, suspicion] = wire
    const { symbol, exchange1, exchange2 } = parsePairKey(pair) ?? {
      ...{ symbol: pair, exchange1: '', exchange2: '' },
    }
    const figures: Partial<Record<ScreenerColumn, number | null>> = {}
    for (const [column, place] of places) {
      const value = wire[place]
      figures[column] = typeof value === 'number' ? value : null
    }
    return { pair, symbol, exchange1, exchange2, suspicion, figures, flash: undefined }
  })
}
