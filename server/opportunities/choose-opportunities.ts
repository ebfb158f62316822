import type { Opportunity } from '@/lib/market/opportunity'
import { pairIdentity } from '@/lib/market/pair'
import type { OpportunityRow } from './opportunity-row'

/** Kept at most: as many as there are live pairs by default. The ones with the fewest cycles go. */
export const MAX_OPPORTUNITIES = 2_000

/**
 * The pairs of these rows, most cycles first, among equals in the order of the file.
 *
 * Of rows for one and the same pair the first counts; of a pair that is there with both orders of
 * its legs, the one with more cycles.
 */
export function chooseOpportunities(rows: Iterable<OpportunityRow>): readonly Opportunity[] {
  const chosen = new Map<string, OpportunityRow>()
  for (const row of rows) {
    const { symbol, exchange1, exchange2 } = row.opportunity
    const identity = pairIdentity(row.opportunity)
    const swapped = pairIdentity({ symbol, exchange1: exchange2, exchange2: exchange1 })
    const other = chosen.get(swapped)
    if (chosen.has(identity) || (other !== undefined && other.cycles >= row.cycles)) continue
    chosen.delete(swapped)
    chosen.set(identity, row)
  }
  return [...chosen.values()]
    .sort((a, b) => b.cycles - a.cycles)
    .slice(0, MAX_OPPORTUNITIES)
    .map(({ opportunity }) => opportunity)
}
