import type { FeedState } from '@/lib/market/feed'

/** A quote must be younger than this, since it arrived and by its own time. */
export const MAX_QUOTE_AGE_MS = 30_000
const MS_PER_SECOND = 1_000

export interface FeedLife {
  state: FeedState
  /** Since the newest quote arrived; null before the first. */
  quoteAgeMs: number | null
  /** From a quote's own time to its arrival, of the exchange that is least late; null: not known. */
  lagMs: number | null
}

/** Why nobody should be sent here, one sentence each; none: ready. A feed that is not wanted is not
 * missed. */
export function readinessFaults({ state, quoteAgeMs, lagMs }: FeedLife): string[] {
  if (state === 'disabled') return []
  if (state !== 'connected') return [`the feed is ${state}`]
  if (quoteAgeMs === null) return ['no quote has arrived yet']
  if (quoteAgeMs >= MAX_QUOTE_AGE_MS)
    return [`the newest quote is ${wholeSeconds(quoteAgeMs)} s old`]
  if (lagMs === null || lagMs < MAX_QUOTE_AGE_MS) return []
  return [`quotes arrive with a lag of ${wholeSeconds(lagMs)} s, by their own times`]
}

function wholeSeconds(ms: number): number {
  return Math.round(ms / MS_PER_SECOND)
}
