import type { PairSource, PairsList, RankedPair } from '@/lib/protocol/pairs-list'

/** A ranking as it came. */
export interface Ranking {
  /** The pairs are those of this source. */
  source: PairSource
  sources: PairsList['sources']
  /** Why the newest file of opportunities is not in force. */
  fault: string | null
  /**
   * What was asked, of which source the answer is, and of which of its sets, as mock data has one
   * after the other; another question is never held back.
   */
  question: string
  /** No pair is left out but those that the search does not find. */
  isWhole: boolean
  /** Mock data can be loaded. */
  hasTestEndpoints: boolean
  pairs: readonly RankedPair[]
  /** Pairs that match, those beyond the list included. */
  matched: number
  /** Pairs known. */
  total: number
  /** Pairs that match and are left out: probably not the same asset on both exchanges. */
  hidden_suspects?: number
  largest: RankedPair | null
}

/**
 * The ranking to show. A held one keeps its order until it is let go or another question is asked;
 * only what is gone goes.
 */
export function orderToShow(
  shown: Ranking | undefined,
  latest: Ranking | undefined,
  isHeld: boolean,
): Ranking | undefined {
  if (shown === undefined || latest === undefined || !isHeld) return latest
  if (shown.question !== latest.question || shown.pairs.length === 0) return latest
  const left = latest.isWhole ? withoutGone(shown, latest) : shown
  return left.pairs.length < latest.pairs.length ? extended(left, latest) : left
}

/** `shown` itself when all of its pairs are still there. */
function withoutGone(shown: Ranking, latest: Ranking): Ranking {
  const there = new Set(latest.pairs.map(({ pair }) => pair))
  const pairs = shown.pairs.filter(({ pair }) => there.has(pair))
  return pairs.length === shown.pairs.length ? shown : { ...latest, pairs }
}

/** The pairs shown as they stand, and behind them those that were not asked for before. */
function extended(shown: Ranking, latest: Ranking): Ranking {
  const held = new Set(shown.pairs.map(({ pair }) => pair))
  const added = latest.pairs.filter(({ pair }) => !held.has(pair))
  return { ...latest, pairs: [...shown.pairs, ...added] }
}

/** How many of the places `first` to `end` (exclusive) would show another pair. */
export function waitingChanges(
  shown: Ranking | undefined,
  latest: Ranking | undefined,
  first: number,
  end: number,
): number {
  if (shown === undefined || latest === undefined || shown === latest) return 0
  let changes = 0
  for (let place = first; place < end; place++) {
    if (shown.pairs[place]?.pair !== latest.pairs[place]?.pair) changes++
  }
  return changes
}
