/** The latest quote of one leg; NaN before the first. */
export interface Leg {
  readonly timeMs: number
  /** Time of the quote before the latest. */
  readonly previousMs: number
  readonly bid: number
  readonly ask: number
  /** Local clock. */
  readonly arrivalMs: number
}
