import { SCREENER_COLUMNS, type ScreenerColumn } from '@/lib/protocol/screener-columns'

/** Columns that are always there, at the left, and stay when the table is scrolled sideways. */
export const FIXED_COLUMNS = ['mark', 'symbol', 'legs'] as const
export type FixedColumn = (typeof FIXED_COLUMNS)[number]

/** What a person may choose: the figures of a row, and the line of the last 15 minutes. */
export const CHOICE_COLUMNS = [...SCREENER_COLUMNS, 'spark'] as const
export type ChoiceColumn = (typeof CHOICE_COLUMNS)[number]
export type TableColumn = FixedColumn | ChoiceColumn

export interface ColumnFace {
  /** In the head, where there is little room. */
  head: string
  /** In menus and for screen readers; contains the head's words. */
  words: string
  /** CSS pixels, when nobody chose another width. */
  widthPx: number
  /** Begins a group: a hairline on its left. */
  isFirst?: boolean
  isText?: boolean
}

export const COLUMN_FACES: Readonly<Record<TableColumn, ColumnFace>> = {
  mark: { head: '', words: 'Favourite', widthPx: 26, isText: true },
  symbol: { head: 'Symbol', words: 'Symbol', widthPx: 84, isText: true },
  legs: { head: 'Legs', words: 'Legs', widthPx: 126, isText: true },
  spreadPct: { head: 'Spread %', words: 'Spread %, now', widthPx: 76, isFirst: true },
  afterFeesPct: { head: 'After fees %', words: 'After fees %', widthPx: 96 },
  edgePct: { head: 'Edge %', words: 'Edge %, the better direction', widthPx: 62 },
  buyOn: { head: 'Buy', words: 'Buy on', widthPx: 62, isText: true },
  reverseEdgePct: { head: 'Reverse %', words: 'Reverse %, the other direction', widthPx: 74 },
  low5mPct: { head: '5 m low', words: '5 m low %', widthPx: 62, isFirst: true },
  high5mPct: { head: 'high', words: '5 m high %', widthPx: 60 },
  low1hPct: { head: '1 h low', words: '1 h low %', widthPx: 62, isFirst: true },
  high1hPct: { head: 'high', words: '1 h high %', widthPx: 60 },
  bandPosition: { head: 'In band', words: 'In band', widthPx: 68, isFirst: true, isText: true },
  episodes030: { head: '0.3', words: 'Episodes beyond 0.3 %', widthPx: 38, isFirst: true },
  episodes040: { head: '0.4', words: 'Episodes beyond 0.4 %', widthPx: 36 },
  episodes050: { head: '0.5', words: 'Episodes beyond 0.5 %', widthPx: 36 },
  episodesUp: { head: 'up', words: 'Episodes up, leg 1 dearer', widthPx: 40 },
  episodesDown: { head: 'down', words: 'Episodes down, leg 2 dearer', widthPx: 46 },
  aboveSharePct: { head: 'above 0.4', words: 'Time above 0.4 %', widthPx: 70 },
  zeroCrossingsPerMinute: { head: 'zero/min', words: 'Crossings of zero/min', widthPx: 64 },
  halfLifeS: { head: 'half-life', words: 'Mean half-life', widthPx: 60 },
  coverS: { head: 'covered', words: 'Hour covered by bars', widthPx: 60 },
  age1Ms: { head: 'Age 1', words: 'Age 1, of the quote of leg 1', widthPx: 50, isFirst: true },
  age2Ms: { head: 'Age 2', words: 'Age 2, of the quote of leg 2', widthPx: 50 },
  skewMs: { head: 'Skew', words: 'Skew of the legs', widthPx: 58 },
  pointsPerSecond: { head: '/s', words: 'Points /s', widthPx: 48 },
  analyzerCycles: { head: 'list 0.4', words: 'List 0.4 %, episodes', widthPx: 62, isFirst: true },
  analyzerSharePct: { head: 'list above', words: 'List above 0.4 %, share', widthPx: 74 },
  analyzerSeconds: { head: 'list length', words: 'List length, mean', widthPx: 74 },
  spark: { head: '15 min', words: '15 min', widthPx: 118, isFirst: true, isText: true },
}

/** As the table stands before a person chooses. */
export const DEFAULT_COLUMNS: readonly ChoiceColumn[] = [
  ...(['spreadPct', 'afterFeesPct', 'edgePct', 'buyOn'] as const),
  ...(['low5mPct', 'high5mPct', 'low1hPct', 'high1hPct', 'bandPosition'] as const),
  ...(['episodes030', 'episodes040', 'episodes050', 'aboveSharePct'] as const),
  ...(['zeroCrossingsPerMinute', 'halfLifeS'] as const),
  ...(['age1Ms', 'age2Ms', 'pointsPerSecond', 'spark'] as const),
]

export const MIN_WIDTH_PX = 36
export const MAX_WIDTH_PX = 400

export function isFigure(column: TableColumn): column is ScreenerColumn {
  return SCREENER_COLUMNS.some((figure) => figure === column)
}

/** Whether a person may hide and move it. */
export function isChoice(column: TableColumn): column is ChoiceColumn {
  return CHOICE_COLUMNS.some((choice) => choice === column)
}

/** Whether it lies on either side of zero and its distance is what matters most. */
export function isTwoSided(column: string): boolean {
  return column === 'spreadPct' || column === 'skewMs'
}
