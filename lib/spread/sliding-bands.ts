import { SPREAD_KINDS } from '../market/spread-kind'
import { SlidingTails } from '../window/sliding-tails'
import { BAND_POINTS, lowerRank, upperRank } from './bands'

/** How far into the sorted points a band's rank ever reaches, from either end. */
const DEPTH = 1 + Math.max(lowerRank(BAND_POINTS), BAND_POINTS - 1 - upperRank(BAND_POINTS))

/** The bands of one pair for the three kinds of spread, or the first few of them, point by point. */
export class SlidingBands {
  readonly #tails: SlidingTails

  constructor(kinds: number = SPREAD_KINDS.length) {
    this.#tails = new SlidingTails(kinds, BAND_POINTS, DEPTH)
  }

  /** `spreads`: one for each kind. With `replaces` they stand for those before them. */
  add(spreads: Float64Array, replaces: boolean): void {
    if (replaces) this.#tails.replaceLast(spreads)
    else this.#tails.push(spreads)
  }

  upper(kind: number): number {
    const { count } = this.#tails
    return this.#tails.fromTop(kind, count - 1 - upperRank(count))
  }

  lower(kind: number): number {
    return this.#tails.fromBottom(kind, lowerRank(this.#tails.count))
  }
}
