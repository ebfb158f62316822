import { describe, expect, it } from 'vitest'
import { episodeAt, episodeSpans, episodesWithin } from './episode-spans'
import type { ChartEpisode } from './pair-chart-props'

function episode(fromS: number, toS: number): ChartEpisode {
  const state = Number.isNaN(toS) ? 'open' : 'done'
  const [startMs, endMs] = [fromS * 1_000, toS * 1_000]
  return { startMs, endMs, direction: 1, peakPct: 0.5, durationMs: endMs - startMs, state }
}

const EPISODES = [episode(10, 20), episode(50, 50.05), episode(90, NaN)]
const x = (timeS: number) => timeS * 10

describe('episodes on a chart', () => {
  it('[PC3] reach from start to end, an open one to the newest bar, none is too thin', () => {
    expect(episodeSpans(EPISODES, x, 1_000, 100)).toEqual([
      { index: 0, from: 100, to: 200 },
      { index: 1, from: 500, to: 502 },
      { index: 2, from: 900, to: 1_000 },
    ])
  })

  it('[PC3] those out of view are not drawn', () => {
    const spans = episodeSpans(EPISODES, (timeS) => (timeS - 30) * 10, 400, 100)
    expect(spans.map(({ index }) => index)).toEqual([1])
  })

  it('[PC3] a click finds the narrowest, and a thin one from beside it', () => {
    const spans = episodeSpans([...EPISODES, episode(45, 60)], x, 1_000, 100)
    expect(episodeAt(spans, 504)).toBe(1)
    expect(episodeAt(spans, 580)).toBe(3)
    expect(episodeAt(spans, 300)).toBeUndefined()
  })

  it('[PC7] counts those that overlap a span', () => {
    expect(episodesWithin(EPISODES, 0, 10)).toBe(0)
    expect(episodesWithin(EPISODES, 0, 11)).toBe(1)
    expect(episodesWithin(EPISODES, 15, 60)).toBe(2)
    expect(episodesWithin(EPISODES, 200, 300)).toBe(1)
  })
})
