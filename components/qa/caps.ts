import type { MockState } from '@/lib/protocol/mock-data'
import { grouped } from '../ui/number-format'

/** One limit of the mock data, in words, and how much of it is taken, 0 to 1. */
export interface Cap {
  words: string
  used: string
  limit: string
  share: number
}

const BYTES_PER_MB = 1024 ** 2

export function capsOf({ limits, ...state }: MockState): Cap[] {
  const count = (words: string, used: number, limit: number): Cap => ({
    words,
    used: grouped(used),
    limit: grouped(limit),
    share: shareOf(used, limit),
  })
  return [
    count('Opportunities', state.opportunities, limits.opportunities),
    count('Windows', state.windows, limits.windows),
    count('Points in the largest window', state.largest_window_points, limits.points_per_window),
    count('Points in all', state.points, limits.points),
    {
      words: 'Memory',
      used: `${(state.bytes / BYTES_PER_MB).toFixed(1)} MB`,
      limit: `${grouped(limits.memory_bytes / BYTES_PER_MB)} MB`,
      share: shareOf(state.bytes, limits.memory_bytes),
    },
  ]
}

function shareOf(used: number, limit: number): number {
  return limit > 0 ? Math.min(1, used / limit) : 0
}
