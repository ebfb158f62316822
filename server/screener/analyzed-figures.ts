import type { FigureColumns } from './figure-columns'
import type { BookedPair } from './booked-pair'
import type { PairBook } from './pair-book'
import type { AnalyzedPair } from './screener-message'

/** What the analyzer's file says of the pairs that the market has. */
export class AnalyzedFigures {
  readonly #columns: FigureColumns
  #byIdentity: ReadonlyMap<string, AnalyzedPair> = new Map()

  constructor(columns: FigureColumns) {
    this.#columns = columns
  }

  /** Another file is in force. */
  replace(pairs: readonly AnalyzedPair[], book: PairBook): void {
    this.#byIdentity = new Map(pairs.map((pair) => [pair.identity, pair]))
    for (const slot of book.names.slots) this.fill(book.at(slot))
  }

  fill(pair: BookedPair | undefined): void {
    if (pair === undefined) return
    const { slot, identity } = pair
    const found = this.#byIdentity.get(identity)
    this.#columns.analyzerCycles[slot] = found?.cycles ?? NaN
    this.#columns.analyzerSharePct[slot] = found?.sharePct ?? NaN
    this.#columns.analyzerSeconds[slot] = found?.seconds ?? NaN
  }
}
