import { askScreener } from './ask-screener'
import type { Listing, ScreenerQuestion } from './screener-poll'

/** The server gives so many at once. */
const PAGE_ROWS = 200

/**
 * The order of every pair that matches, page by page; empty when the server does not answer. It is
 * some 40 kB for 200 pairs, so it is asked for only when the keyboard needs it.
 */
export async function wholeOrder(
  question: ScreenerQuestion,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const pairs = new Set<string>()
  for (let offset = 0; ; offset += PAGE_ROWS) {
    // One page after the other: others want the server as well.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await askScreener({ ...question, offset, limit: PAGE_ROWS }, signal)
    if (typeof answer === 'string') return []
    for (const pair of answer.order) pairs.add(pair)
    if (offset + PAGE_ROWS >= answer.matched || answer.order.length === 0) return [...pairs]
  }
}

/** A listing with the order of every place instead of those in view. */
export function withWholeOrder(listing: Listing, order: readonly string[]): Listing {
  return { ...listing, offset: 0, order }
}
