import { SPREAD_KINDS } from '../market/spread-kind'

const KINDS = SPREAD_KINDS.length

/** Local clock at the arrival of the newest point; before the first, when the pair was made. */
export const UPDATED_MS = 0
/** Rows at the end of the series that are of a hole still open. */
export const HOLE_ROWS = 1
/** 1: the head of the series holds the latest quote of both legs. */
export const HAS_LEGS = 2
/** 1: the newest point has changed neither low nor high of its bar: then the row says them. */
export const IS_SETTLED = 3
/** Otherwise low and high without that point, which may still be replaced; one for each kind. */
export const SETTLED_LOW = 4
export const SETTLED_HIGH = SETTLED_LOW + KINDS
const CELLS = SETTLED_HIGH + KINDS

/**
 * What only the writer keeps of each pair for its next point, side by side: as fields of an object it
 * would lie in five places, and a number that is not whole in one more.
 */
export class PairState {
  readonly cells: Float64Array

  constructor(pairs: number) {
    this.cells = new Float64Array(pairs * CELLS)
  }

  /** Where the cells of a pair begin. */
  at(pair: number): number {
    return pair * CELLS
  }

  clear(pair: number): void {
    this.cells.fill(0, this.at(pair), this.at(pair) + CELLS)
  }
}
