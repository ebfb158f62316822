import { describe, expect, it } from 'vitest'
import { HistoryJoin } from './history-join'
import { eitherLegJoin, leftJoin, type LegColumns } from './join'
import { generatedQuotes } from './testing/generated-quotes'
import { joinPieces, legOf, PointList } from './testing/history-rig'
import { seededRandom } from './testing/seeded-random'

const TOLERANCE_MS = 2_000
const leg = (...quotes: [number, number][]): LegColumns => ({
  timeMs: Float64Array.from(quotes, ([timeMs]) => timeMs),
  bid: Float64Array.from(quotes, ([, bid]) => bid),
  ask: Float64Array.from(quotes, ([, bid]) => bid),
})

function whole(leg1: LegColumns, leg2: LegColumns, isLeft: boolean): number[][] {
  const { timeMs, row1, row2 } = (isLeft ? leftJoin : eitherLegJoin)(leg1, leg2, TOLERANCE_MS)
  return Array.from(timeMs, (time, at) => [
    ...[time, leg1.bid[row1[at]!]!, leg1.ask[row1[at]!]!],
    ...[leg2.bid[row2[at]!]!, leg2.ask[row2[at]!]!],
  ])
}

function pieces(...[leg1, leg2, settings]: [LegColumns, LegColumns, object]): number[][] {
  const points = new PointList()
  joinPieces(leg1, leg2, points, settings)
  return points.rows
}

describe(HistoryJoin, () => {
  it.each([1, 2, 3, 4])('[HI4] joins as the whole, wherever it is cut, seed %i', (seed) => {
    const quotes = generatedQuotes(seed, 8_000)
    const random = seededRandom(seed)
    const leg1 = legOf(quotes, 'Binance')
    const leg2 = legOf(quotes, 'OKX')
    const [first, last] = [quotes[0]!.timeMs, quotes.at(-1)!.timeMs]
    for (const isLeft of [true, false]) {
      const expected = whole(leg1, leg2, isLeft)
      expect(expected.length).toBeGreaterThan(1_000)
      for (const count of [0, 1, 7, 200]) {
        const cuts = Array.from({ length: count }, () => first + random() * (last - first)).sort(
          (a, b) => a - b,
        )
        for (const slackMs of [0, 500]) {
          expect(pieces(leg1, leg2, { isLeft, cuts, slackMs })).toEqual(expected)
        }
      }
      const atQuotes = [...leg1.timeMs].filter((_, row) => row % 97 === 0)
      expect(pieces(leg1, leg2, { isLeft, cuts: atQuotes })).toEqual(expected)
    }
  })

  it('[HI4] carries the last quotes on, however many pieces are empty', () => {
    const [leg1, leg2] = [leg([0, 101], [2_000, 102]), leg([0, 100], [2_000, 100])]
    for (const isLeft of [true, false]) {
      const cuts = [1, 2, 500, 1_999, 2_000]
      expect(pieces(leg1, leg2, { isLeft, cuts })).toEqual(whole(leg1, leg2, isLeft))
    }
    expect(pieces(leg([2_000, 102]), leg([0, 100]), { cuts: [1, 1_000] })).toHaveLength(1)
    expect(pieces(leg([2_001, 102]), leg([0, 100]), { cuts: [1, 1_000] })).toHaveLength(0)
  })

  it('[HI5] quotes in the file of the next hour come in order while they wait; later ones count as late', () => {
    const points = new PointList()
    const join = new HistoryJoin({ isLeft: true, toleranceMs: 2_000, kind: 0, sink: points })
    join.add(leg([1_000, 1], [9_500, 2]), leg([1_000, 1], [9_000, 1]), 9_000)
    expect(points.rows.map(([time]) => time)).toEqual([1_000])
    join.add(leg([8_999, 3], [9_200, 4], [9_600, 5]), leg(), Infinity)
    expect(points.rows.map(([time, bid1]) => [time, bid1])).toEqual([
      ...[[1_000, 1], [9_200, 4], [9_500, 2], [9_600, 5]],
    ]) // prettier-ignore
    expect(join.lateRows).toBe(1)
  })
})
