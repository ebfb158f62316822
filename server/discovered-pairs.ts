import type { Pair } from '@/lib/market/pair'
import type { Ranked, Ranking } from './stream/ranking'

/** Opportunities without any list of them: every live pair, most episodes first. */
export function discoveredPairs(ranking: Ranking) {
  let ranked: readonly Ranked[] = []
  let pairs: readonly Pair[] = []
  return {
    source: 'discovered' as const,
    /** The same array until the ranking is made anew. */
    all: (): readonly Pair[] => {
      const now = ranking.all('episodes', 'bid', performance.now())
      if (now !== ranked) pairs = now.map(({ entry }) => entry)
      ranked = now
      return pairs
    },
  }
}
