import { expect, it } from 'vitest'
import type { Episode } from '@/lib/spread/episode'
import { buy1Sell2, buy2Sell1 } from '@/lib/spread/spread'
import { leftAfterFees } from './threshold-words'
import { episodeAt, episodesWithin, tradedEpisodes } from './traded-episodes'

const START = 1_763_553_600

function episode(over: Partial<Episode>): Episode {
  return {
    ...{ startMs: START * 1_000 + 200, endMs: START * 1_000 + 700, direction: 1, peakPct: 1 },
    ...{ areaPctS: 0.4, durationMs: 500, state: 'done', resolutionMs: 0, ...over },
  }
}

/** One bar, with the books of that second. */
function bars(bid1: number, ask1: number, bid2: number, ask2: number) {
  const last = [(bid1 / bid2 - 1) * 100]
  return {
    ...{ length: 1, time: [START], count: [3], last, low: last, high: last },
    ...{ bid1: [bid1], ask1: [ask1], bid2: [bid2], ask2: [ask2] },
  }
}

it('[PP3] a peak of bids is worth the book that is bought from less, and the fees', () => {
  const up = bars(101, 101.1, 100, 100.2)
  const [first] = tradedEpisodes('bid', [[episode({ peakPct: up.last[0]! })]], up, 0.3)
  expect(first?.netPct).toBeCloseTo(buy2Sell1(101, 100.2) - 0.3, 9)
  const down = bars(100, 100.2, 101, 101.1)
  const fall = episode({ direction: -1, peakPct: down.last[0]! })
  const [second] = tradedEpisodes('bid', [[fall]], down, 0.3)
  expect(second?.netPct).toBeCloseTo(buy1Sell2(100.2, 101) - 0.3, 9)
})

it('[PP3] unknown fees and books of another time leave it unknown', () => {
  const rows = bars(101, 101.1, 100, 100.2)
  expect(tradedEpisodes('bid', [[episode({})]], rows, undefined)[0]?.netPct).toBeNaN()
  const later = episode({ startMs: (START + 60) * 1_000 })
  expect(tradedEpisodes('bid', [[later]], rows, 0.3)[0]?.netPct).toBeNaN()
})

it('[PP3] of executable spreads the gains alone count, those of the reverse pointing down', () => {
  const rows = bars(101, 101.1, 100, 100.2)
  const loss = episode({ direction: -1, peakPct: -0.9 })
  const back = episode({ startMs: START * 1_000, peakPct: 0.5 })
  const all = tradedEpisodes(
    'executable',
    [
      [episode({}), loss],
      [back, loss],
    ],
    rows,
    0.3,
  )
  expect(all.map(({ direction, peakPct }) => [direction, peakPct])).toEqual([
    [-1, -0.5],
    [1, 1],
  ])
  expect(all.map(({ netPct }) => netPct.toFixed(3))).toEqual(['0.200', '0.700'])
  expect(leftAfterFees(all)).toEqual({ known: 2, gains: 2, medianPct: all[1]!.netPct })
})

it('[PP3] episodes are found by their time, told by bars or by quotes', () => {
  const all = [episode({}), episode({ startMs: (START + 10) * 1_000, endMs: NaN, state: 'open' })]
  expect(episodeAt(all, START * 1_000 + 200)).toBe(0)
  expect(episodeAt(all, (START + 10) * 1_000 + 400)).toBe(1)
  expect(episodeAt(all, (START + 5) * 1_000)).toBeUndefined()
  expect(episodesWithin(all, { fromS: START + 1, toS: START + 60 })).toEqual([all[1]])
  expect(episodesWithin(all, { fromS: START - 60, toS: START + 1 })).toEqual([all[0]])
})
