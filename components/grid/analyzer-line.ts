import type { RankedPair } from '@/lib/protocol/pairs-list'
import { grouped } from '../ui/number-format'
import { age } from '../ui/time-format'

/**
 * What the list says of its episodes beyond 0.4 %: `list: 328 × 1.2 s, 1.24 % of ticks`. Undefined
 * where it says nothing.
 */
export function analyzerLine({ analyzer }: Pick<RankedPair, 'analyzer'>): string | undefined {
  if (analyzer === undefined || analyzer.cycles === null) return undefined
  const { cycles, pct_time_above: share, avg_cycle_seconds: seconds } = analyzer
  const each = seconds === null ? ' episodes' : ` × ${age(seconds * 1_000)}`
  const ticks = share === null ? '' : `, ${share.toFixed(2)} % of ticks`
  return `list: ${grouped(cycles)}${each}${ticks}`
}
