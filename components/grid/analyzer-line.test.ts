import { describe, expect, it } from 'vitest'
import { analyzerLine } from './analyzer-line'

describe(analyzerLine, () => {
  it('[BG20] tells the episodes of the list as far as it has them', () => {
    const line = (cycles: number | null, share: number | null, seconds: number | null) =>
      analyzerLine({
        analyzer: { cycles, pct_time_above: share, avg_cycle_seconds: seconds },
      })
    expect(line(1_328, 1.2389, 1.16)).toBe('list: 1\u202f328 × 1.2 s, 1.24 % of ticks')
    expect(line(41, null, null)).toBe('list: 41 episodes')
    expect(line(null, 1, 1)).toBeUndefined()
    expect(analyzerLine({})).toBeUndefined()
  })
})
