/**
 * The figures of a row of the screener, in the order in which they stand in it; each is the name of a
 * term (`lib/market/terms.ts`), which says unit and definition. `buyOn` is the leg to buy on, 1 or 2;
 * `reverseEdgePct` is the edge of the other direction: a matrix of exchanges shows both.
 * Spreads are of the kind `bid`, edges of the executable ones; episodes by direction and the share
 * above are those of 0.4 %, of the last hour as far as bars are held: `coverS` says how far.
 */
export const SCREENER_COLUMNS = [
  ...(['spreadPct', 'edgePct', 'buyOn', 'reverseEdgePct', 'afterFeesPct'] as const),
  ...(['low5mPct', 'high5mPct', 'low1hPct', 'high1hPct', 'bandPosition'] as const),
  ...(['episodes030', 'episodes040', 'episodes050', 'episodesUp', 'episodesDown'] as const),
  ...(['aboveSharePct', 'zeroCrossingsPerMinute', 'halfLifeS', 'coverS'] as const),
  ...(['age1Ms', 'age2Ms', 'skewMs', 'pointsPerSecond'] as const),
  ...(['analyzerCycles', 'analyzerSharePct', 'analyzerSeconds'] as const),
] as const
export type ScreenerColumn = (typeof SCREENER_COLUMNS)[number]

/** What names a pair; rows can be sorted by it as well. */
export const NAME_COLUMNS = ['symbol', 'exchange1', 'exchange2'] as const
export type NameColumn = (typeof NAME_COLUMNS)[number]

export const SORT_COLUMNS = [...NAME_COLUMNS, ...SCREENER_COLUMNS] as const
export type SortColumn = (typeof SORT_COLUMNS)[number]

/** Why a pair is probably not one asset (`lib/spread/same-asset.ts`). */
export const SUSPICIONS = ['ratio', 'power_of_ten', 'returns'] as const
export type Suspicion = (typeof SUSPICIONS)[number]

/** What stands at each place of a row. */
export const ROW_PLACES = ['pair', 'suspicion', ...SCREENER_COLUMNS] as const
