import { describe, expect, it } from 'vitest'
import { SPREAD_KINDS } from '../market/spread-kind'
import { barEpisodes } from './bar-episodes'
import type { BarRows } from './bar-rows'
import type { Episode } from './episode'
import { madeRows, randomRows, type MadeBar } from './testing/made-rows'
import { plainEpisodes, plainRuns } from './testing/plain-bars'
import { hasQuoteFile } from './testing/quote-files'
import { RECORDED_PAIRS, recordedRows } from './testing/recorded-rows'

const seconds = (...values: (number | [low: number, high: number, last: number] | 'hole')[]) =>
  madeRows(
    values.map((value, time): MadeBar | number => {
      if (value === 'hole') return time
      if (typeof value === 'number') return { time, last: value }
      return { time, low: value[0], high: value[1], last: value[2] }
    }),
  )
const told = (rows: BarRows, beyondPct = 0.4) =>
  barEpisodes(rows, beyondPct).map(
    ({ direction, startMs, durationMs, peakPct, state }) =>
      `${direction} ${startMs / 1_000}+${durationMs / 1_000} ${peakPct} ${state}`,
  )

/** Equal but for the last digits of sums. Returns how many there are. */
function expectPlain(found: readonly Episode[], rows: BarRows, beyondPct: number): number {
  const plain = plainEpisodes(plainRuns(rows), beyondPct)
  expect(found.map(({ areaPctS: _, ...episode }) => episode)).toEqual(
    plain.map(({ areaPctS: _, ...episode }) => ({ ...episode, resolutionMs: 1_000 })),
  )
  for (const [at, { areaPctS }] of plain.entries()) {
    expect(found[at]!.areaPctS).toBeCloseTo(areaPctS, 9)
  }
  return plain.length
}

describe(barEpisodes, () => {
  it('[EPI1] begins beyond the threshold and ends within 0.05 % of zero or on the other side', () => {
    expect(told(seconds(0.4, 0.41, 0.39, 0.05, 0.049, 0))).toEqual(['1 1+3 0.41 done'])
    expect(told(seconds(0, -0.5, -0.7, -0.06, 0.01))).toEqual(['-1 1+3 -0.7 done'])
    expect(told(seconds(0.5, 0.2, -0.2, -0.5, 0))).toEqual([
      ...['1 0+2 0.5 done', '-1 3+1 -0.5 done'],
    ])
    expect(told(seconds(0.5, -0.5, 0.6))).toEqual([
      ...['1 0+1 0.5 done', '-1 1+1 -0.5 done', '1 2+0 0.6 open'],
    ])
  })

  it('[EPI2] sees what lasted less than a second, by high and low', () => {
    expect(told(seconds(0, [0, 0.9, 0.01], 0.2, 0))).toEqual(['1 1+0 0.9 done'])
    expect(told(seconds(0, [0, 0.9, 0.2], 0.3, 0))).toEqual(['1 1+2 0.9 done'])
    expect(told(seconds([-0.5, 0.5, 0.3], 0))).toEqual(['1 0+1 0.5 done'])
    expect(told(seconds([-0.5, 0.5, -0.3], 0))).toEqual(['-1 0+1 -0.5 done'])
    // Ending on neither side: the larger one.
    expect(told(seconds([-0.5, 0.9, 0]))).toEqual(['1 0+0 0.9 done'])
    expect(told(seconds([-0.9, 0.5, 0]))).toEqual(['-1 0+0 -0.9 done'])
    // To the other side and back within a second.
    expect(told(seconds(0.5, [-0.6, 0.3, 0.2], 0))).toEqual(['1 0+1 0.5 done', '-1 1+0 -0.6 done'])
  })

  it('[EPI3] a hole cuts it, and it begins anew after it', () => {
    expect(told(seconds(0.5, 0.6, 'hole', 0.7, 0))).toEqual(['1 0+1 0.6 cut', '1 3+1 0.7 done'])
    expect(told(seconds(0.5, 0.6, 'hole'))).toEqual(['1 0+1 0.6 cut'])
    const apart = madeRows([0, 2, 5, 6].map((time) => ({ time, last: 0.5 })))
    expect(told(apart)).toEqual(['1 0+2 0.5 cut', '1 5+1 0.5 open'])
    expect(told({ ...apart, toleranceS: 3 })).toEqual(['1 0+6 0.5 open'])
  })

  it('[EPI4] its area is the size of the spread over the time that it was in force', () => {
    const times = [0, 1, 3, 4].map((time, at) => ({ time, last: [-0.5, -0.8, -0.1, 0][at]! }))
    const [episode] = barEpisodes(madeRows(times), 0.4)
    expect(episode).toMatchObject({ endMs: 4_000, durationMs: 4_000, resolutionMs: 1_000 })
    expect(episode?.areaPctS).toBeCloseTo(0.5 + 0.8 * 2 + 0.1, 12)
    const [open] = barEpisodes(seconds(0.5, 0.7), 0.4)
    expect(open?.endMs).toBeNaN()
    expect(open?.areaPctS).toBeCloseTo(0.5, 12)
  })

  it.each([1, 2, 3, 4, 5])('[EPI5] equals a plain search on random bars, seed %i', (seed) => {
    const rows = randomRows(seed, 4_000)
    for (const [beyondPct, least] of [[0.1, 50], [0.3, 50], [0.5, 20]] as const) {
      const found = barEpisodes(rows, beyondPct)
      expect(expectPlain(found, rows, beyondPct)).toBeGreaterThan(least)
    }
  }) // prettier-ignore

  describe.each(RECORDED_PAIRS)('$symbol of ../shared/data/quotes/$file', (pair) => {
    it.skipIf(!hasQuoteFile(pair.file))('[EPI5] and on recorded quotes, of every kind', () => {
      for (const kind of SPREAD_KINDS.keys()) {
        const rows = recordedRows(pair, kind)
        const counts = [0.01, 0.05, 0.1].map((beyondPct) =>
          expectPlain(barEpisodes(rows, beyondPct), rows, beyondPct),
        )
        expect(counts[0]).toBeGreaterThan(0)
      }
    })
  })
})
