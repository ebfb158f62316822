import type { ChartItem } from '../chart/chart-item'
import { age } from '../ui/time-format'
import type { LegAges } from './age-lane'
import { STALE_MS } from './quality-columns'

/** What a row of the quality lane says of one second. */
export interface QualityWords {
  words: string
  isStale: boolean
}

/**
 * Age of leg 1, age of leg 2 and quotes of a second. `seen`: its ages; undefined: nobody watched.
 * What is not known is a word.
 */
export function qualityWords(
  item: ChartItem | undefined,
  seen: LegAges | undefined,
): [QualityWords, QualityWords, QualityWords] {
  if (item === undefined || item.kind === 'void') {
    const none = { words: 'no value', isStale: false }
    return [none, none, none]
  }
  const cause = item.kind === 'hole' ? item.cause : undefined
  const leg = (ageMs: number | undefined, isMissing: boolean): QualityWords => {
    if (cause === 'feed_down') return { words: 'feed down', isStale: true }
    const isKnown = ageMs !== undefined && !Number.isNaN(ageMs)
    if (isKnown && ageMs > STALE_MS) return { words: `stale ${age(ageMs)}`, isStale: true }
    if (isMissing) return { words: 'stale', isStale: true }
    return { words: isKnown ? `age ${age(ageMs)}` : 'unknown', isStale: false }
  }
  return [
    leg(seen?.age1Ms, cause === 'leg1_stale'),
    leg(seen?.age2Ms, cause === 'leg2_stale'),
    { words: `${item.count} /s`, isStale: false },
  ]
}
