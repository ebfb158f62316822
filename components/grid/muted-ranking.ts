import { pairIdentity, type Pair } from '@/lib/market/pair'
import type { Ranking } from './held-order'

export interface UnmutedRanking {
  ranking: Ranking
  /** Pairs left out of those that were loaded. */
  mutedCount: number
}

/** The ranking without the pairs that a person muted; itself when none is in it. */
export function withoutMuted(ranking: Ranking, muted: ReadonlySet<string>): UnmutedRanking {
  const isMuted = (pair: Pair) => muted.has(pairIdentity(pair))
  const mutedCount = muted.size === 0 ? 0 : ranking.pairs.filter(isMuted).length
  if (mutedCount === 0) return { ranking, mutedCount }
  const pairs = ranking.pairs.filter((pair) => !isMuted(pair))
  return { ranking: { ...ranking, pairs, matched: ranking.matched - mutedCount }, mutedCount }
}
