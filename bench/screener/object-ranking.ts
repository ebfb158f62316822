import { EDGE_MIN_PCT, ROWS_IN_VIEW, type Ranking, type TickFigures } from './ranking'

interface PairObject {
  slot: number
  edgePct: number
  afterFeesPct: number
  reversePct: number
}

/** An array of objects, updated in place, then filtered and sorted for each question. */
export class ObjectRanking implements Ranking {
  readonly #pairs: PairObject[] = []

  rank({ slots, edgePct, afterFeesPct, reversePct }: TickFigures): Promise<readonly number[]> {
    for (const [at, slot] of slots.entries()) {
      const pair = (this.#pairs[at] ??= { slot, edgePct: 0, afterFeesPct: 0, reversePct: 0 })
      pair.edgePct = edgePct[at]!
      pair.afterFeesPct = afterFeesPct[at]!
      pair.reversePct = reversePct[at]!
    }
    const ranked = this.#pairs
      .filter((pair) => pair.edgePct >= EDGE_MIN_PCT)
      .sort((a, b) => b.afterFeesPct - a.afterFeesPct || b.reversePct - a.reversePct)
    return Promise.resolve(ranked.slice(0, ROWS_IN_VIEW).map(({ slot }) => slot))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve()
  }
}
