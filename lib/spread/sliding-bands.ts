import { SPREAD_KINDS } from '../market/spread-kind'
import { SlidingTails } from '../window/sliding-tails'
import { BAND_POINTS, lowerRank, upperRank } from './bands'

/** How far into the sorted points a band's rank ever reaches, from either end. */
const DEPTH = 1 + Math.max(lowerRank(BAND_POINTS), BAND_POINTS - 1 - upperRank(BAND_POINTS))

/**
 * The bands of pairs, each in a slot of its own, for the three kinds of spread or the first few of them,
 * point by point.
 */
export class SlidingBands {
  readonly #tails: SlidingTails

  constructor({ pairs = 1, kinds = SPREAD_KINDS.length }: { pairs?: number; kinds?: number } = {}) {
    this.#tails = new SlidingTails({
      ...{ slots: pairs, lanes: kinds, capacity: BAND_POINTS, depth: DEPTH },
    })
    // The memory of the others is not touched before they are used.
    if (pairs === 1) this.clear(0)
  }

  /** No points. */
  clear(pair: number): void {
    this.#tails.clear(pair)
  }

  /**
   * `spreads`: one for each kind. With `replaces` they stand for those before them. False: all bands are
   * as they were.
   */
  add(pair: number, spreads: Float64Array, replaces: boolean): boolean {
    if (replaces) return this.#tails.replaceLast(pair, spreads)
    return this.#tails.push(pair, spreads)
  }

  upper(pair: number, kind: number): number {
    const count = this.#tails.count(pair)
    return this.#tails.fromTop(pair, kind, count - 1 - upperRank(count))
  }

  lower(pair: number, kind: number): number {
    return this.#tails.fromBottom(pair, kind, lowerRank(this.#tails.count(pair)))
  }
}
