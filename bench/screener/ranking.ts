/** Figures of all pairs at one tick, as the screener reads them, by place. */
export interface TickFigures {
  /** What names a pair in shared memory. */
  readonly slots: number[]
  readonly edgePct: number[]
  readonly afterFeesPct: number[]
  readonly reversePct: number[]
}

/**
 * The question of this benchmark: pairs with an edge of at least this, sorted by what is left of it
 * after fees and by the edge of the other direction, both descending; the first 50 of them.
 */
export const EDGE_MIN_PCT = -0.05
export const ROWS_IN_VIEW = 50

/** A baseline: takes a tick in which all pairs have changed and gives the slots in view, in order. */
export interface Ranking extends AsyncDisposable {
  rank(figures: TickFigures): Promise<readonly number[]>
}
