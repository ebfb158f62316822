import { describe, expect, it } from 'vitest'
import { barFigures, sparkSteps } from './bar-figures'
import type { BarRows } from './bar-rows'
import { expectNear } from './testing/expect-near'
import { madeRows, randomRows } from './testing/made-rows'
import { plainEpisodes, plainRuns, plainShareAbove, plainStatistics } from './testing/plain-bars'
import { hasQuoteFile } from './testing/quote-files'
import { RECORDED_PAIRS, recordedRows } from './testing/recorded-rows'

function expectPlain(rows: BarRows, nowS: number) {
  const found = barFigures(rows, nowS)
  const hour = plainStatistics(rows, nowS - 3_599, nowS + 1)
  const fiveMinutes = plainStatistics(rows, nowS - 299, nowS + 1)
  const past = plainRuns(rows)
  const done = (beyondPct: number, direction?: number) =>
    plainEpisodes(past, beyondPct).filter(
      (each) =>
        each.state === 'done' &&
        each.endMs >= (nowS - 3_599) * 1_000 &&
        each.endMs < (nowS + 1) * 1_000 &&
        (direction === undefined || each.direction === direction),
    ).length
  const { zeroCrossingsPerMinute, halfLifeS, aboveSharePct, ...exact } = found
  expect(exact).toEqual({
    ...{ low5mPct: fiveMinutes.lowestPct, high5mPct: fiveMinutes.highestPct },
    ...{ low1hPct: hour.lowestPct, high1hPct: hour.highestPct },
    ...{ episodes030: done(0.3), episodes040: done(0.4), episodes050: done(0.5) },
    ...{ episodesUp: done(0.4, 1), episodesDown: done(0.4, -1) },
  })
  const above = plainShareAbove(rows, 0.4, nowS - 3_599, nowS + 1)
  expectNear(aboveSharePct, above, 'aboveSharePct')
  expectNear(zeroCrossingsPerMinute, hour.zeroCrossingsPerMinute, 'zeroCrossingsPerMinute')
  expectNear(halfLifeS, hour.halfLifeS, 'halfLifeS')
}

function expectPlainSpark(rows: BarRows, nowS: number) {
  const values = plainRuns(rows).flat()
  const lastStep = Math.floor(nowS / 10) * 10
  const plain = Array.from({ length: 90 }, (_, at) => {
    const fromMs = (lastStep - (89 - at) * 10) * 1_000
    const inStep = values.filter(
      ({ timeMs }) => timeMs >= fromMs && timeMs < fromMs + 10_000 && timeMs <= nowS * 1_000,
    )
    return inStep.at(-1)?.last ?? NaN
  })
  expect([...sparkSteps(rows, nowS)]).toEqual(plain)
}

describe(barFigures, () => {
  it.each([1, 2, 3, 4])('[BARS8] are those of the hour and of five minutes, seed %i', (seed) => {
    const rows = randomRows(seed, 5_000)
    const end = rows.time[rows.length - 1]!
    for (const nowS of [end - 700, end, end + 20, end + 2_000, end + 9_000]) expectPlain(rows, nowS)
    for (const nowS of [end, end + 3, end + 305, end + 9_000]) expectPlainSpark(rows, nowS)
  })

  describe.each(RECORDED_PAIRS)('$symbol of ../shared/data/quotes/$file', (pair) => {
    it.skipIf(!hasQuoteFile(pair.file))('[BARS8] and on recorded quotes', () => {
      const rows = recordedRows(pair)
      expectPlain(rows, rows.time[rows.length - 1]!)
      expectPlainSpark(rows, rows.time[rows.length - 1]!)
    })
  })

  it('[BARS9] an episode counts once it is finished, in the hour in which it ended', () => {
    const values = [[0, 0.5], [1, 0], [10, 0.5], [11, 0.2], [12, 0.01], [3_600, -0.6], [3_602, 0]]
    const rows = madeRows(values.map(([time, last]) => ({ time: time!, last: last! })))
    const at = (nowS: number) => {
      const { episodes040, episodesUp, episodesDown } = barFigures({ ...rows, toleranceS: 5 }, nowS)
      return [episodes040, episodesUp, episodesDown]
    }
    expect(at(3_600)).toEqual([2, 2, 0])
    expect(at(3_602)).toEqual([2, 1, 1])
    expect(at(3_611)).toEqual([2, 1, 1])
    expect(at(3_612)).toEqual([1, 0, 1])
    expect(at(7_202)).toEqual([0, 0, 0])
  }) // prettier-ignore

  it('[BARS9] says nothing without bars, and a sparkline is all holes', () => {
    const { episodes040, episodesUp, episodesDown, episodes030, episodes050, ...figures } =
      barFigures(madeRows([5]), 10)
    expect([episodes030, episodes040, episodes050, episodesUp, episodesDown]).toEqual([
      ...[0, 0, 0, 0, 0],
    ])
    for (const [name, value] of Object.entries(figures)) expect(value, name).toBeNaN()
    expect([...sparkSteps(madeRows([5]), 10)].every(Number.isNaN)).toBe(true)
  })
})
