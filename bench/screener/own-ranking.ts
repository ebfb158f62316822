import { screenerQuerySchema, type ScreenerRequest } from '@/lib/protocol/screener-query'
import { Screener } from '@/server/screener/screener'
import type { LiveMarket } from '@/server/testing/live-market'
import { EDGE_MIN_PCT, ROWS_IN_VIEW } from './ranking'
import { ScreenerMarket } from './screener-market'

const TAKER_PCT = 0.05
/** Two takers to enter, two to leave. */
export const ROUND_TRIP_PCT = 4 * TAKER_PCT

export const QUESTION: ScreenerRequest = {
  sort: [
    { column: 'afterFeesPct', direction: 'desc' },
    { column: 'reverseEdgePct', direction: 'desc' },
  ],
  filters: [{ column: 'edgePct', min: EDGE_MIN_PCT }],
  // Prices walk on their own, so that every pair looks as if it were not one asset.
  suspects: 'shown',
  fees: Object.fromEntries(ScreenerMarket.exchanges.map((exchange) => [exchange, TAKER_PCT])),
  limit: ROWS_IN_VIEW,
}

/** The screener in this thread. */
export class OwnRanking {
  readonly #screener: Screener

  constructor(live: LiveMarket) {
    this.#screener = new Screener({ memory: live.memory, clockMs: undefined })
    for (const [index, slab] of live.slabs('series').entries())
      this.#screener.setSlab('series', index, slab)
    this.#screener.setPairs([...live.pairs.values()], [])
  }

  /** The rows in view: what has changed is read, all is ranked, rows are made. */
  answer(): Promise<string> {
    return this.#screener.answer(screenerQuerySchema.parse(QUESTION))
  }

  /** Of one row to another question right after it: what has changed has been read, so that it is ranked only. */
  async rankOnly(): Promise<void> {
    await this.#screener.answer(screenerQuerySchema.parse({ ...QUESTION, limit: 1 }))
  }
}
