import type { Pair } from '@/lib/market/pair'
import type { Ranked, Ranking } from './ranking'

/** Every live pair, those with the most episodes in the hour first, as a list of opportunities. */
export class DiscoveredPairs {
  readonly source = 'discovered'
  readonly #ranking: Ranking
  #ranked: readonly Ranked[] = []
  #pairs: readonly Pair[] = []

  constructor(ranking: Ranking) {
    this.#ranking = ranking
  }

  /** The same array as long as the same pairs stand in the same order. */
  all(): readonly Pair[] {
    const ranked = this.#ranking.all('episodes', 'bid', performance.now())
    if (ranked === this.#ranked) return this.#pairs
    this.#ranked = ranked
    const isSame =
      ranked.length === this.#pairs.length &&
      ranked.every(({ entry }, place) => entry === this.#pairs[place])
    if (!isSame) this.#pairs = ranked.map(({ entry }) => entry)
    return this.#pairs
  }
}
