import { SPREAD_KINDS } from '../market/spread-kind'
import { SlidingTails } from '../window/sliding-tails'
import { BAND_POINTS, lowerRank, upperRank } from './bands'

/** How far into the sorted points a band's rank ever reaches, from either end. */
const DEPTH = 1 + Math.max(lowerRank(BAND_POINTS), BAND_POINTS - 1 - upperRank(BAND_POINTS))

/** The bands of one pair for the three kinds of spread, point by point. */
export class SlidingBands {
  readonly #tails = SPREAD_KINDS.map(() => new SlidingTails(BAND_POINTS, DEPTH))

  /** The kinds must be fed alike: they count the same points. */
  add(kind: number, spreadPct: number, replaces: boolean): void {
    const tails = this.#tails[kind]!
    if (replaces) tails.replaceLast(spreadPct)
    else tails.push(spreadPct)
  }

  upper(kind: number): number {
    const tails = this.#tails[kind]!
    return tails.fromTop(tails.count - 1 - upperRank(tails.count))
  }

  lower(kind: number): number {
    const tails = this.#tails[kind]!
    return tails.fromBottom(lowerRank(tails.count))
  }
}
