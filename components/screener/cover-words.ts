import type { ScreenerAnswer } from '@/lib/protocol/screener-answer'
import { age } from '../ui/time-format'

const SECOND_MS = 1_000

/** `1 h figures reach back 10 min`, where memory held no more of the hour; undefined: they do reach back. */
export function coverWords(cover: ScreenerAnswer['cover']): string | undefined {
  if (cover?.is_short !== true) return undefined
  return `1 h figures reach back ${age(cover.median_s * SECOND_MS)}`
}
