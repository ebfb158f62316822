import type { HoleCause } from '@/lib/market/hole'

/** Why a recorded spread is missing: `GateIo silent`, `nothing recorded`. */
export function holeCauseWords(
  cause: HoleCause,
  { exchange1, exchange2 }: { exchange1: string; exchange2: string },
): string {
  if (cause === 'feed_down') return 'nothing recorded'
  return `${cause === 'leg1_stale' ? exchange1 : exchange2} silent`
}
