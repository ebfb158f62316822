import { describe, expect, it } from 'vitest'
import { barEpisodes } from './bar-episodes'
import type { Episode } from './episode'
import { episodeFigures } from './episode-figures'
import { randomRows } from './testing/made-rows'

function lasting(
  durationMs: number,
  state: Episode['state'] = 'done',
  more: Partial<Episode> = {},
): Episode {
  return {
    ...{ startMs: 0, endMs: state === 'open' ? NaN : durationMs, direction: 1, peakPct: 0.5 },
    ...{ areaPctS: 0, durationMs, state, resolutionMs: 0, ...more },
  }
}

describe(episodeFigures, () => {
  it('[EPI9] counts finished ones by direction, open and cut ones on their own', () => {
    const down = { direction: -1 } as const
    const figures = episodeFigures([
      ...[lasting(50), lasting(5_000), lasting(2_000, 'done', down)],
      ...[lasting(9_000, 'cut'), lasting(400_000, 'open')],
    ])
    expect(figures).toMatchObject({
      ...{ count: 3, exchange1Dearer: 2, exchange2Dearer: 1, open: 1, cut: 1 },
      ...{ medianMs: 2_000, p95Ms: 5_000 },
    })
    expect(figures.histogram.map(({ count }) => count)).toEqual([1, 0, 2, 0, 0, 0, 0, 0, 0])
    expect(figures.histogram.map(({ untilMs }) => untilMs / 1_000)).toEqual([
      ...[0.1, 1, 5, 15, 30, 60, 120, 300, Infinity],
    ])
  })

  it('[EPI9] open and cut ones say that they lasted, never that they did not', () => {
    const { survival } = episodeFigures([
      ...[lasting(50), lasting(1_000), lasting(1_001)],
      ...[lasting(9_000, 'cut'), lasting(500, 'open')],
    ])
    expect(survival(100)).toBe(4 / 5)
    expect(survival(1_000)).toBe(2 / 4)
    expect(survival(9_000)).toBe(0)
  })

  it('[EPI9] one told to the second says nothing about less, and has lasted a second at most', () => {
    const second = { resolutionMs: 1_000 } as const
    const { survival, histogram } = episodeFigures([
      ...[lasting(0, 'done', second), lasting(2_000, 'done', second), lasting(150)],
    ])
    expect([survival(100), survival(1_000)]).toEqual([1, 1 / 3])
    expect(histogram.slice(0, 3).map(({ count }) => count)).toEqual([0, 2, 1])
    expect(episodeFigures([lasting(0, 'done', second)]).survival(100)).toBeNaN()
  })

  it('[EPI9] says nothing of none', () => {
    const { count, medianMs, p95Ms, survival } = episodeFigures([lasting(10, 'open')])
    expect([count, medianMs, p95Ms, survival(100)]).toEqual([0, NaN, NaN, NaN])
  })

  it.each([1, 2, 3])('[EPI9] equals the definitions on random bars, seed %i', (seed) => {
    const all = barEpisodes(randomRows(seed, 5_000), 0.2)
    const { count, medianMs, p95Ms, survival, histogram } = episodeFigures(all)
    const done = all.filter(({ state }) => state === 'done').map((each) => each.durationMs)
    const ascending = done.toSorted((a, b) => a - b)
    expect(count).toBe(done.length)
    expect(medianMs).toBe(ascending[Math.round((done.length - 1) * 0.5)])
    expect(p95Ms).toBe(ascending[Math.round(((done.length - 1) * 95) / 100)])
    expect(histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(count)
    const lasted = all.filter(({ durationMs }) => durationMs > 5_000).length
    const ended = done.filter((durationMs) => durationMs <= 5_000).length
    expect(survival(5_000)).toBe(lasted / (lasted + ended))
  })
})
