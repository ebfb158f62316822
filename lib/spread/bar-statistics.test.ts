import { describe, expect, it } from 'vitest'
import type { BarRows } from './bar-rows'
import { barStatistics } from './bar-statistics'
import { expectNear } from './testing/expect-near'
import { madeRows, randomRows } from './testing/made-rows'
import { plainShareAbove, plainStatistics } from './testing/plain-bars'
import { hasQuoteFile } from './testing/quote-files'
import { RECORDED_PAIRS, recordedRows } from './testing/recorded-rows'

const seconds = (...values: number[]) => madeRows(values.map((last, time) => ({ time, last })))

/** A minute, five, an hour and a day before the last bar, and a stretch in the middle. */
function rangesOf({ time, length }: BarRows): [fromS: number, toS: number][] {
  const end = time[length - 1]! + 1
  const middle = time[length >> 1]!
  return [60, 300, 3_600, 86_400]
    .map((span): [number, number] => [end - span, end])
    .concat([[middle - 777, middle]])
}

function expectPlain(rows: BarRows, fromS: number, toS: number) {
  const { aboveSharePct, ...found } = barStatistics(rows, fromS, toS)
  const plain = plainStatistics(rows, fromS, toS)
  const exact = ['bars', 'highestPct', 'lowestPct', 'medianPct', 'q03Pct', 'q97Pct'] as const
  for (const name of exact) expect(found[name], name).toBe(plain[name])
  const rounded = [
    ...(['coverageSharePct', 'meanPct', 'zNow', 'percentileNow'] as const),
    ...(['zeroCrossingsPerMinute', 'halfLifeS'] as const),
  ]
  for (const name of rounded) expectNear(found[name], plain[name], name)
  expect(Object.keys(found).toSorted()).toEqual([...exact, ...rounded].toSorted())
  for (const beyondPct of [0, 0.01, 0.1, 0.3]) {
    const share = plainShareAbove(rows, beyondPct, fromS, toS)
    expectNear(aboveSharePct(beyondPct), share, `above ${beyondPct}`)
  }
}

describe(barStatistics, () => {
  it('[BARS4] holds now against the bars before it alone', () => {
    const { zNow, percentileNow, meanPct } = barStatistics(seconds(1, 2, 3, 7), 0, 4)
    expect([zNow, percentileNow, meanPct]).toEqual([5, 100, 3.25])
    expect(barStatistics(seconds(1, 2, 2, 3, 2), 0, 5).percentileNow).toBe(50)
  })

  it('[BARS4] a share of time counts seconds with a bar, coverage those of the range', () => {
    const rows = madeRows([{ time: 0, last: 0.5 }, 1, { time: 6, last: -0.5 }, { time: 7, last: 0.1 }])
    const { aboveSharePct, coverageSharePct, bars } = barStatistics(rows, 0, 10)
    expect([bars, coverageSharePct]).toEqual([3, 30])
    expect(aboveSharePct(0.4)).toBeCloseTo(200 / 3, 12)
    expect([aboveSharePct(0.5), aboveSharePct(0)]).toEqual([0, 100])
  }) // prettier-ignore

  it('[BARS5] a crossing is a change of sign between neighbours, not over a hole, not through 0', () => {
    const rate = (...values: number[]) =>
      barStatistics(seconds(...values), 0, values.length).zeroCrossingsPerMinute
    expect(rate(1, -1, 1)).toBe(60)
    expect(rate(1, 0, -1)).toBe(0)
    const holed = madeRows([{ time: 0, last: 1 }, 1, { time: 2, last: -1 }, { time: 4, last: 1 }])
    expect(barStatistics(holed, 0, 10).zeroCrossingsPerMinute).toBe(30)
  })

  it('[BARS6] says nothing where nothing can be said', () => {
    const none = barStatistics(seconds(1, 2), 5, 9)
    const { aboveSharePct, bars, coverageSharePct, ...figures } = none
    expect([bars, coverageSharePct, aboveSharePct(1)]).toEqual([0, 0, NaN])
    for (const [name, value] of Object.entries(figures)) expect(value, name).toBeNaN()
    const one = barStatistics(seconds(0.3), 0, 1)
    expect(one).toMatchObject({ highestPct: 0.3, meanPct: 0.3, medianPct: 0.3, q97Pct: 0.3 })
    expect([one.zNow, one.percentileNow, one.zeroCrossingsPerMinute, one.halfLifeS]).toEqual([
      ...[NaN, NaN, NaN, NaN],
    ])
    // All equal: sums of them are not, a deviation would be noise.
    const equal = barStatistics(seconds(...Array.from({ length: 100 }, () => 0.1), 0.2), 0, 101)
    expect(equal.zNow).toBeNaN()
    expect(equal.percentileNow).toBe(100)
    const nearly = Array.from({ length: 100 }, (_, at) => 0.1 + 1e-12 * Math.sin(at))
    const noise = barStatistics(seconds(...nearly, 0.2), 0, 101)
    expect(noise.zNow).toBeNaN()
    expect(barStatistics(seconds(...nearly), 0, 100).halfLifeS).toBeNaN()
    expect(barStatistics(seconds(1), 5, 5).coverageSharePct).toBeNaN()
  })

  it.each([1, 2, 3, 4, 5])('[BARS7] equals the definitions on random bars, seed %i', (seed) => {
    const rows = randomRows(seed, 5_000)
    for (const [fromS, toS] of rangesOf(rows)) expectPlain(rows, fromS, toS)
  })

  describe.each(RECORDED_PAIRS)('$symbol of ../shared/data/quotes/$file', (pair) => {
    it.skipIf(!hasQuoteFile(pair.file))('[BARS7] and on recorded quotes', () => {
      const rows = recordedRows(pair)
      for (const [fromS, toS] of rangesOf(rows)) expectPlain(rows, fromS, toS)
    })
  })
})
