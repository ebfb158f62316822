import { describe, expect, it } from 'vitest'
import { barEpisodes } from './bar-episodes'
import { createPointBatch } from './history-points'
import { PointEpisodes, pointEpisodes, type SpreadPoints } from './point-episodes'
import { generatedQuotes } from './testing/generated-quotes'
import { historyPoints, legOf } from './testing/history-rig'
import { plainEpisodes, pointRuns } from './testing/plain-bars'
import { hasQuoteFile } from './testing/quote-files'
import { RECORDED_PAIRS, recordedPoints, recordedRows } from './testing/recorded-rows'

const TOLERANCE_MS = 2_000

function pointsOf(...points: (readonly [timeMs: number, spread: number])[]): SpreadPoints {
  const timeMs = points.map(([time]) => time)
  return { length: points.length, timeMs, spread: points.map(([, spread]) => spread) }
}

function expectPlain(points: SpreadPoints, beyondPct: number): number {
  const list = Array.from({ length: points.length }, (_, at) => {
    return [points.timeMs[at]!, points.spread[at]!] as const
  })
  const plain = plainEpisodes(pointRuns(list, TOLERANCE_MS), beyondPct)
  const found = pointEpisodes(points, beyondPct, TOLERANCE_MS)
  expect(found.map(({ areaPctS: _, ...episode }) => episode)).toEqual(
    plain.map(({ areaPctS: _, ...episode }) => ({ ...episode, resolutionMs: 0 })),
  )
  for (const [at, { areaPctS }] of plain.entries()) {
    expect(found[at]!.areaPctS).toBeCloseTo(areaPctS, 9)
  }
  return plain.length
}

describe(pointEpisodes, () => {
  it('[EPI6] is exact to the point', () => {
    const points = pointsOf([0, 0.1], [250, 0.5], [300, 0.8], [1_300, 0.2], [1_400, 0.04])
    expect(pointEpisodes(points, 0.4, TOLERANCE_MS)).toEqual([
      {
        ...{ startMs: 250, endMs: 1_400, durationMs: 1_150, direction: 1, peakPct: 0.8 },
        ...{ areaPctS: expect.closeTo(0.5 * 0.05 + 0.8 + 0.2 * 0.1, 12), state: 'done' },
        resolutionMs: 0,
      },
    ])
  })

  it('[EPI6] more than the tolerance between two points cuts, the tolerance itself does not', () => {
    const states = (timeMs: number, isHole?: boolean) => {
      const sink = new PointEpisodes(0.4, TOLERANCE_MS)
      sink.take(pointsOf([0, 0.5], [timeMs, 0.6]))
      return sink.episodes(isHole).map(({ state, durationMs }) => [state, durationMs])
    }
    expect(states(2_000)).toEqual([['open', 2_000]])
    expect(states(2_001)).toEqual([['cut', 0], ['open', 0]]) // prettier-ignore
    expect(states(2_000, false)).toEqual([['open', 2_000]])
    expect(states(2_000, true)).toEqual([['cut', 2_000]])
  })

  it.each([1, 2, 3, 4])('[EPI7] equals a plain search on generated quotes, seed %i', (seed) => {
    const quotes = generatedQuotes(seed, 8_000)
    const points = historyPoints(legOf(quotes, 'Binance'), legOf(quotes, 'OKX'), 0)
    for (const beyondPct of [0.1, 0.2, 0.3]) {
      expect(expectPlain(points, beyondPct)).toBeGreaterThan(20)
    }
  })

  it('[EPI7] however the points come in pieces', () => {
    const quotes = generatedQuotes(5, 8_000)
    const points = historyPoints(legOf(quotes, 'Binance'), legOf(quotes, 'OKX'), 0)
    const sink = new PointEpisodes(0.2, TOLERANCE_MS)
    const batch = createPointBatch()
    for (let from = 0; from < points.length; from += 7) {
      batch.length = Math.min(7, points.length - from)
      for (let at = 0; at < batch.length; at++) {
        batch.timeMs[at] = points.timeMs[from + at]!
        batch.spread[at] = points.spread[from + at]!
      }
      sink.take(batch)
    }
    expect(sink.episodes()).toEqual(pointEpisodes(points, 0.2, TOLERANCE_MS))
  })

  describe.each(RECORDED_PAIRS)('$symbol of ../shared/data/quotes/$file', (pair) => {
    const isThere = hasQuoteFile(pair.file)
    it.skipIf(!isThere)('[EPI7] equals a plain search on recorded quotes', () => {
      const points = recordedPoints(pair)
      const counts = [0.01, 0.05, 0.1].map((beyondPct) => expectPlain(points, beyondPct))
      expect(counts[0]).toBeGreaterThan(0)
    })

    it.skipIf(!isThere)('[EPI8] bars tell to the second what the points tell', () => {
      const exact = pointEpisodes(recordedPoints(pair), 0.05, TOLERANCE_MS)
      const coarse = barEpisodes(recordedRows(pair), 0.05)
      expect(coarse.length).toBeLessThanOrEqual(exact.length)
      for (const { startMs, durationMs, peakPct, direction } of exact) {
        const second = Math.floor(startMs / 1_000) * 1_000
        const same = coarse.find(
          (each) => each.startMs <= second && second <= each.startMs + each.durationMs,
        )
        expect(same).toMatchObject({ direction })
        expect(Math.abs(same!.peakPct)).toBeGreaterThanOrEqual(Math.abs(peakPct))
        if (same?.startMs === second && same.peakPct === peakPct) {
          expect(Math.abs(same.durationMs - durationMs)).toBeLessThanOrEqual(2_000)
        }
      }
    })
  })
})
