import { describe, expect, it } from 'vitest'
import { chartPoints, cutPoints } from './chart-points'
import { HistoryChart } from './history-chart'
import { createPointBatch } from './history-points'
import { Quantiles } from './history-quantiles'
import { HistoryStatistics } from './history-statistics'
import { generatedQuotes } from './testing/generated-quotes'
import { joinPieces, legOf } from './testing/history-rig'
import { polarsLeftJoin } from './testing/polars-join'
import { seededRandom } from './testing/seeded-random'

const START_MS = Date.UTC(2025, 10, 8, 12)

function figuresOf(points: readonly (readonly [number, number])[], range = {}) {
  const statistics = new HistoryStatistics({
    ...{ toleranceMs: 2_000, fromMs: 0, endMs: Infinity, ...range },
  })
  const batch = createPointBatch()
  for (const [second, spread] of points) {
    batch.timeMs[0] = START_MS + second * 1_000
    batch.spread[0] = spread
    batch.length = 1
    statistics.take(batch)
  }
  return statistics.figures()
}

describe(HistoryStatistics, () => {
  it('[HI10] tells episodes by direction, their time without holes, and the share of time above', () => {
    const figures = figuresOf([
      ...([[0, 0.1], [1, 0.5], [2, -0.2], [3, 0.04]] as const), // exchange1 dearer, 1 s
      ...([[4, -0.6], [5, -0.5], [65, -0.7], [66, 0]] as const), // exchange2 dearer, 1 + 2 + 1 s
      ...([[67, 0.41], [68, 0.3]] as const), // unfinished
    ]) // prettier-ignore
    expect(figures).toMatchObject({
      ...{ points: 10, firstMs: START_MS, lastMs: START_MS + 68_000 },
      ...{ highest: 0.5, highestMs: START_MS + 1_000, lowest: -0.7, lowestMs: START_MS + 65_000 },
      episodes: { exchange1Dearer: 1, exchange2Dearer: 1, unfinished: 1, medianS: 4, p95S: 4 },
      coveredMs: 8_000,
    })
    // 0.5 for 1 s, -0.6 for 1, -0.5 for 2 of 60, -0.7 for 1, 0.41 for 1; of 10 s.
    expect(figures?.timeAbovePct).toBeCloseTo(60, 10)
    expect(figures?.median).toBe(0.04)
  })

  it('[HI10] says nothing without points, and no duration without an episode', () => {
    expect(figuresOf([])).toBeUndefined()
    const range = { fromMs: START_MS + 1_000, endMs: START_MS + 2_000 }
    const figures = figuresOf([[0, 9], [1, 0.2], [2, 9]], range) // prettier-ignore
    expect(figures).toMatchObject({ points: 1, highest: 0.2, mean: 0.2, median: 0.2, coveredMs: 0 })
    expect(figures?.episodes.medianS).toBeNaN()
    expect(figures?.halfLifeS).toBeNaN()
  })

  it('[HI10] finds the half-life of a spread that reverts, and none of one that does not', () => {
    const random = seededRandom(3)
    const phi = 0.5 ** (1 / 19)
    let value = 0
    const reverting = Array.from({ length: 200_000 }, (_, second) => {
      value = value * phi + (random() + random() - 1) * 0.01
      return [second, 5 + value] as const
    })
    expect(figuresOf(reverting)!.halfLifeS).toBeGreaterThan(17)
    expect(figuresOf(reverting)!.halfLifeS).toBeLessThan(21)
    const scattered = reverting.map(([second, spread]) => [second * 2, spread] as const)
    expect(figuresOf(scattered)!.halfLifeS).toBeNaN()
    const rising = Array.from({ length: 100 }, (_, second) => [second, second ** 2] as const)
    expect(figuresOf(rising)!.halfLifeS).toBeNaN()
  })
})

describe(Quantiles, () => {
  it.each([10, 65_536, 65_537, 200_000])('[HI10] of %i values', (count) => {
    const random = seededRandom(count)
    const quantiles = new Quantiles()
    const values = Float64Array.from({ length: count }, (_, at) =>
      at % 50 === 0 ? 0 : (random() - 0.4) * 10 ** Math.floor(random() * 6 - 4),
    )
    for (const value of values) quantiles.add(value)
    const sorted = values.sort()
    for (const percent of [0, 3, 50, 97, 100]) {
      const exact = sorted[Math.floor(((count - 1) * percent + 50) / 100)]!
      const error = count > 65_536 ? Math.abs(exact) / 2_000 : 0
      expect(Math.abs(quantiles.at(percent) - exact)).toBeLessThanOrEqual(error)
    }
    expect(quantiles.count).toBe(count)
  })

  it('[HI10] tells values out of its range at its ends', () => {
    const quantiles = new Quantiles()
    for (let count = 0; count < 70_000; count++) quantiles.add(count % 2 === 0 ? 1e-12 : -1e30)
    expect(quantiles.at(100)).toBe(0)
    expect(quantiles.at(0)).toBeCloseTo(-(2 ** 34), -8)
    expect(new Quantiles().at(50)).toBeNaN()
  })
})

describe(HistoryChart, () => {
  it.each([1, 2])('[HI11] has the newest points of the whole and its bands, seed %i', (seed) => {
    const quotes = generatedQuotes(seed, 30_000)
    const [leg1, leg2] = [legOf(quotes, 'Binance'), legOf(quotes, 'OKX')]
    const whole = chartPoints(leg1, leg2, 2_000)
    const middleMs = whole.timeMs[Math.floor(whole.timeMs.length / 2)]!
    for (const maxPoints of [1, 3, 5_000, 100_000]) {
      for (const [fromMs, toMs] of [[-Infinity, Infinity], [middleMs, Infinity], [0, middleMs]] as const) {
        const chart = new HistoryChart({ fromMs, toMs, maxPoints })
        joinPieces(leg1, leg2, chart, { isLeft: true, cuts: [middleMs - 500, middleMs] })
        expect(chart.points()).toEqual(cutPoints(whole, { fromMs, toMs, maxPoints }))
      }
    } // prettier-ignore
  })

  it.each([1, 2])('[HI11] has what nodejs-polars makes of the whole, seed %i', (seed) => {
    const quotes = generatedQuotes(seed, 9_000)
    const own = (exchange: string) => quotes.filter((quote) => quote.exchange === exchange)
    const chart = new HistoryChart({ fromMs: 0, toMs: Infinity, maxPoints: 100_000 })
    const cuts = [1_000, 1_001, 5_000].map((at) => quotes[at]!.timeMs)
    joinPieces(legOf(quotes, 'Binance'), legOf(quotes, 'OKX'), chart, { isLeft: true, cuts })
    const { timeMs, spread, upper, lower } = chart.points()
    expect({
      timeMs: [...timeMs],
      ...{ spread: [...spread], upper: [...upper], lower: [...lower] },
    }).toEqual(polarsLeftJoin(own('Binance'), own('OKX'), 2_000))
  })
})
