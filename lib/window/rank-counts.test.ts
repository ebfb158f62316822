import { describe, expect, it } from 'vitest'
import { RankCounts } from './rank-counts'

describe(RankCounts, () => {
  it.each([1, 2, 3, 8, 100, 1_000])('[RK1] gives what sorting gives, %i ranks', (ranks) => {
    const counts = new RankCounts(ranks)
    const held: number[] = []
    for (let turn = 0; turn < 600; turn++) {
      const isRemoval = held.length > 0 && (turn * 7919) % 5 < 2
      if (isRemoval) counts.change(held.splice((turn * 31) % held.length, 1)[0]!, -1)
      else {
        const rank = (turn * turn * 17 + turn) % ranks
        held.push(rank)
        counts.change(rank, 1)
      }
      expect(counts.count).toBe(held.length)
      const sorted = held.toSorted((a, b) => a - b)
      for (const place of [0, held.length >> 1, held.length - 1]) {
        if (place in sorted) expect(counts.rankAt(place)).toBe(sorted[place])
      }
    }
  })

  it('[RK1] holds nothing of no ranks', () => {
    expect(new RankCounts(0).count).toBe(0)
  })
})
