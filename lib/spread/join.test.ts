import { describe, expect, it } from 'vitest'
import { lowerRank, upperRank } from './bands'
import { eitherLegJoin, leftJoin, type LegColumns } from './join'
import { SlidingBands } from './sliding-bands'
import { bidSpread, buy1Sell2, buy2Sell1, spreadOfKind } from './spread'

/** 2025-11-08T12:00:00Z, of the golden vectors. */
const T0_MS = 1_762_603_200_000

function leg(...rows: [seconds: number, bid: number][]): LegColumns {
  return {
    timeMs: Float64Array.from(rows, ([seconds]) => T0_MS + Math.round(seconds * 1_000)),
    bid: Float64Array.from(rows, ([, bid]) => bid),
    ask: Float64Array.from(rows, ([, bid]) => bid + 1),
  }
}

/** Times in epoch seconds, bid spreads and bands of a left join. */
function chart(leg1: LegColumns, leg2: LegColumns) {
  const joined = leftJoin(leg1, leg2, 2_000)
  const spreads = Array.from(joined.row1, (row1, point) =>
    bidSpread(leg1.bid[row1]!, leg2.bid[joined.row2[point]!]!),
  )
  const bands = new SlidingBands()
  const banded = spreads.map((spread) => {
    bands.add(0, Float64Array.of(spread, 0, 0), false)
    return { upper: bands.upper(0, 0), lower: bands.lower(0, 0) }
  })
  return {
    timestamps: Array.from(joined.timeMs, (timeMs) => timeMs / 1_000),
    spreads,
    upper: banded.map(({ upper }) => upper),
    lower: banded.map(({ lower }) => lower),
  }
}

const seconds = (timeMs: Float64Array) => Array.from(timeMs, (each) => (each - T0_MS) / 1_000)

describe('spreads', () => {
  it('[SP1] are the three of the contract, in its order of operations', () => {
    expect(bidSpread(101, 100)).toBe(1.0000000000000009)
    expect(buy2Sell1(101, 100.5)).toBe(((101 - 100.5) / 100.5) * 100)
    expect(buy1Sell2(101.5, 100)).toBe(((100 - 101.5) / 101.5) * 100)
    const [bid1, ask1, bid2, ask2] = [101, 101.5, 100, 100.5]
    const byKind = [0, 1, 2].map((kind) => spreadOfKind(kind, bid1, ask1, bid2, ask2))
    expect(byKind).toEqual([bidSpread(101, 100), buy2Sell1(101, 100.5), buy1Sell2(101.5, 100)])
  })
})

describe('the golden vectors of the contract', () => {
  it('[SP2] first: two quotes on each leg', () => {
    expect(chart(leg([0, 101], [2, 102]), leg([0, 100], [2, 100]))).toEqual({
      timestamps: [1762603200, 1762603202],
      spreads: [1.0000000000000009, 2.0000000000000018],
      upper: [1.0000000000000009, 2.0000000000000018],
      lower: [1.0000000000000009, 1.0000000000000009],
    })
  })

  it('[SP2] second: of equal times the last, and exactly the tolerance', () => {
    const leg1 = leg([0, 100], [1, 101], [2, 102], [3, 103], [3.001, 104], [10, 105])
    expect(chart(leg1, leg([1, 100], [1, 50]))).toEqual({
      timestamps: [1762603201, 1762603202, 1762603203],
      spreads: [102, 104, 106],
      upper: [102, 104, 106],
      lower: [102, 102, 102],
    })
  })
})

describe('bands', () => {
  it('[SP3] round a rank half up', () => {
    expect([upperRank(200), lowerRank(200)]).toEqual([193, 6])
    expect([upperRank(1), lowerRank(1)]).toEqual([0, 0])
    // 50 * 0.97 = 48.5 and 50 * 0.03 = 1.5
    expect([upperRank(51), lowerRank(51)]).toEqual([49, 2])
  })
})

describe('joins', () => {
  it('[SP4] never look ahead', () => {
    expect(leftJoin(leg([0, 100]), leg([0.001, 100]), 2_000).timeMs).toHaveLength(0)
    const either = eitherLegJoin(leg([0, 100]), leg([0.001, 100]), 2_000)
    expect(seconds(either.timeMs)).toEqual([0.001])
  })

  it('[SP5] either leg: one point for each time at which a leg quoted, of the latest quotes', () => {
    const leg1 = leg([0, 100], [1, 101], [5, 102])
    const leg2 = leg([0, 99], [0, 98], [1.5, 97], [3.5, 96], [7, 95], [9.001, 94])
    const joined = eitherLegJoin(leg1, leg2, 2_000)
    expect(seconds(joined.timeMs)).toEqual([0, 1, 1.5, 5, 7])
    expect([...joined.row1]).toEqual([0, 1, 1, 2, 2])
    expect([...joined.row2]).toEqual([1, 1, 2, 3, 4])
  })

  it('[SP6] refuse columns of unequal length', () => {
    const ragged = { ...leg([0, 100]), ask: new Float64Array(2) }
    expect(() => leftJoin(ragged, leg([0, 100]), 1)).toThrow('leg 1')
    expect(() => eitherLegJoin(leg([0, 100]), ragged, 1)).toThrow('leg 2')
  })
})
