import type { FeedState } from '@/lib/market/feed'

/** A quote must be younger than this. */
export const MAX_QUOTE_AGE_MS = 30_000
const MS_PER_SECOND = 1_000

export interface FeedLife {
  state: FeedState
  /** Since the newest quote arrived; null before the first. */
  quoteAgeMs: number | null
}

/** Why nobody should be sent here, one sentence each; none: ready. A feed that is not wanted is not
 * missed. */
export function readinessFaults({ state, quoteAgeMs }: FeedLife): string[] {
  if (state === 'disabled') return []
  if (state !== 'connected') return [`the feed is ${state}`]
  if (quoteAgeMs === null) return ['no quote has arrived yet']
  if (quoteAgeMs < MAX_QUOTE_AGE_MS) return []
  return [`the newest quote is ${Math.round(quoteAgeMs / MS_PER_SECOND)} s old`]
}
