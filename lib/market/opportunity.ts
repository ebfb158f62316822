import type { Pair } from './pair'

/** A cell of an opportunity list; null where the list has nothing. */
export type Figure = string | number | boolean | null

/** A pair chosen for watching. */
export interface Opportunity extends Pair {
  /** The other columns of the list, by name. */
  readonly figures: Readonly<Record<string, Figure>>
}

export const OPPORTUNITY_SOURCES = ['mock', 'analyzer', 'discovered'] as const

/** The pairs to watch, wherever they come from. */
export interface OpportunityList {
  readonly source: (typeof OPPORTUNITY_SOURCES)[number]
  /** Best first; the same array as long as nothing changes. */
  all(): readonly Pair[]
}
