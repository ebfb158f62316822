import type { PairSource, PairsList, SourceChoice } from '@/lib/protocol/pairs-list'
import { grouped } from '../ui/number-format'

const NAMES: Record<PairSource, string> = {
  analyzer: 'Analyzer',
  live: 'Discovered live',
  mock: 'Mock',
}

export type SourceCounts = PairsList['sources']

/**
 * What can be chosen, with the number of pairs where it is known. Mock data is offered while it is
 * there, or was chosen. `inForce`: what `auto` stands for now.
 */
export function sourceOptions(
  chosen: SourceChoice,
  inForce: PairSource | undefined,
  counts: SourceCounts | undefined,
): { value: SourceChoice; words: string }[] {
  const words = (source: PairSource) => {
    const count = counts?.[source]
    return count === undefined ? NAMES[source] : `${NAMES[source]} ${grouped(count)}`
  }
  const offersMock = counts?.mock !== undefined || chosen === 'mock'
  const sources: readonly PairSource[] = [
    'analyzer',
    'live',
    ...(offersMock ? (['mock'] as const) : []),
  ]
  return [
    { value: 'auto', words: inForce === undefined ? 'Auto' : `Auto: ${words(inForce)}` },
    ...sources.map((value) => ({ value, words: words(value) })),
  ]
}
