import type { Pair } from './pair'

/** A cell of an opportunity list; null where the list has nothing. */
export type Figure = string | number | boolean | null

/** A pair chosen for watching. */
export interface Opportunity extends Pair {
  /** The other columns of the list, by name. */
  readonly figures: Readonly<Record<string, Figure>>
}
