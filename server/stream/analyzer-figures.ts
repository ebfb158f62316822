import type { Figure } from '@/lib/market/opportunity'
import type { RankedPair } from '@/lib/protocol/pairs-list'

type AnalyzerFigures = NonNullable<RankedPair['analyzer']>

/** What the analyzer's columns (contract §6) say of episodes beyond 0.4 %; undefined: nothing. */
export function analyzerFigures(
  figures: Readonly<Record<string, Figure>>,
): AnalyzerFigures | undefined {
  const named = Object.entries(figures)
  const numberOf = (part: string) => {
    const [, value] = named.find(([name]) => isNamed(name, part)) ?? []
    return typeof value === 'number' ? value : null
  }
  const cycles = numberOf('opportunity')
  const pct_time_above = numberOf('pct_time_above')
  const avg_cycle_seconds = numberOf('avg_cycle_duration')
  if (cycles === null && pct_time_above === null && avg_cycle_seconds === null) return undefined
  return { cycles, pct_time_above, avg_cycle_seconds }
}

function isNamed(name: string, part: string): boolean {
  const lower = name.toLowerCase()
  return lower.includes(part) && lower.includes('040bp')
}
