import { describe, expect, it } from 'vitest'
import { everySecond, pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { ageShare } from './draw-quality'
import { qualityWords } from './quality-words'

const [bar] = layOnGrid(pairRowsOf(everySecond(0, 1, 0.1)), 0, 0, 1)
const hole = (cause: 'leg1_stale' | 'feed_down') => {
  return { ...bar!, kind: 'hole' as const, cause, count: 0 }
}
const words = (...asked: Parameters<typeof qualityWords>) =>
  qualityWords(...asked).map((row) => row.words)

describe(qualityWords, () => {
  it('[PC19] ages that were seen, beyond the tolerance as stale; what nobody saw is a word', () => {
    expect(words(bar, { age1Ms: 120, age2Ms: 3_000 })).toEqual(['age 0.1 s', 'stale 3.0 s', '1 /s'])
    expect(words(bar, { age1Ms: 120, age2Ms: NaN })[1]).toBe('unknown')
    expect(words(bar, undefined)).toEqual(['unknown', 'unknown', '1 /s'])
    expect(words(undefined, undefined)).toEqual(['no value', 'no value', 'no value'])
  })

  it('[PC19] a hole says which leg is stale or that the feed is down', () => {
    const seen = { age1Ms: 9_000, age2Ms: 200 }
    expect(words(hole('leg1_stale'), seen)).toEqual(['stale 9.0 s', 'age 0.2 s', '0 /s'])
    expect(words(hole('leg1_stale'), undefined)).toEqual(['stale', 'unknown', '0 /s'])
    const down = qualityWords(hole('feed_down'), seen)
    expect(down.map((row) => row.isStale)).toEqual([true, true, false])
    expect(down[0].words).toBe('feed down')
  })
})

it('[PC5] ages up to the tolerance take the height of their row, small ones a part that is seen', () => {
  expect([0, 2_000, 9_000].map(ageShare)).toEqual([0, 1, 1])
  expect(ageShare(125)).toBe(0.25)
})
