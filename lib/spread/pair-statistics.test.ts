import { describe, expect, it } from 'vitest'
import { cutLeg, firstRowAt, NO_QUOTES } from './history-legs'
import type { LegColumns } from './join'
import { PairStatistics, type PairFigures } from './pair-statistics'
import { generatedQuotes } from './testing/generated-quotes'
import { legOf } from './testing/history-rig'
import { plainStatistics, type PlainStatistics } from './testing/plain-statistics'

const T0 = Date.UTC(2025, 10, 8, 12)
const THRESHOLDS = [0.3, 0.5, 0.4]

type BidAt = readonly [ms: number, bid: number]

function leg(quotes: readonly BidAt[]): LegColumns {
  return {
    timeMs: Float64Array.from(quotes, ([ms]) => T0 + ms),
    bid: Float64Array.from(quotes, ([, bid]) => bid),
    ask: Float64Array.from(quotes, ([, bid]) => bid + 0.01),
  }
}

/** Bids of exchange 1, a second apart, while exchange 2 bids 100 each second. */
function against100(bids: readonly number[]): PairFigures {
  const leg1 = leg(bids.map((bid, second) => [second * 1_000, bid]))
  const leg2 = leg(bids.map((_, second) => [second * 1_000, 100]))
  return figuresOf(leg1, leg2)
}

function figuresOf(
  leg1: LegColumns,
  leg2: LegColumns,
  cuts: readonly number[] = [],
  slackMs = 0,
): PairFigures {
  const statistics = new PairStatistics({ toleranceMs: 2_000, thresholds: THRESHOLDS })
  const ends = [...cuts, Infinity]
  for (const [at, end] of ends.entries()) {
    const piece = (whole: LegColumns) =>
      cutLeg(whole, firstRowAt(whole, ends[at - 1] ?? -Infinity), firstRowAt(whole, end))
    statistics.add(piece(leg1), piece(leg2), end - slackMs)
  }
  return statistics.figures()
}

/** By the names of contract §6. */
function named(figures: PairFigures): PlainStatistics {
  const thresholds = ['030bp', '050bp', '040bp'].map((name, at) => {
    const one = figures.thresholds[at]!
    return {
      [`opportunity_cycles_${name}`]: one.cycles,
      [`cycles_${name}_per_hour`]: one.cyclesPerHour,
      [`pct_time_above_${name}`]: one.pctTimeAbove,
      [`avg_cycle_duration_${name}_sec`]: one.avgCycleDurationS,
      [`pattern_break_${name}`]: one.patternBreak,
    }
  })
  return {
    max_deviation_pct: figures.highest,
    min_deviation_pct: figures.lowest,
    deviation_asymmetry: figures.mean,
    zero_crossings: figures.zeroCrossings,
    zero_crossings_per_hour: figures.zeroCrossingsPerHour,
    zero_crossings_per_minute: figures.zeroCrossingsPerMinute,
    ...Object.assign({}, ...thresholds),
    data_points: figures.dataPoints,
    duration_hours: figures.durationHours,
  }
}

describe(PairStatistics, () => {
  it('[AN1] equals the golden vector to the last bit, wherever it is cut', () => {
    const bids = [
      ...[100, 100.2, 100.45, 100.35, 100.02, 100, 99.4, 99.7, 99.97, 100.6, 100.2, 100.55],
    ]
    const leg1 = leg(bids.map((bid, second) => [second * 1_000, bid]))
    const leg2 = leg([[500, 100], [5_500, 100], [8_500, 100.1], [8_500, 100]]) // prettier-ignore
    for (const cuts of [[], [T0 + 500], [T0 + 5_000, T0 + 8_500], [T0 + 8_501]]) {
      const figures = figuresOf(leg1, leg2, cuts)
      expect(figures).toMatchObject({
        ...{ highest: 0.6000000000000005, lowest: -0.5999999999999894 },
        ...{ mean: 0.13090909090909061, zeroCrossings: 1 },
        ...{ zeroCrossingsPerHour: 327.27272727272725, dataPoints: 12, joinedPoints: 11 },
        durationHours: 0.0030555555555555557,
      })
      const picked = figures.thresholds.map((one) => [
        ...[one.cycles, one.pctTimeAbove, one.avgCycleDurationS, one.patternBreak],
      ])
      expect(picked).toEqual([
        [2, 54.54545454545454, 3, true],
        [1, 27.27272727272727, 3, true],
        [2, 36.36363636363637, 2.0000000000000004, true],
      ])
    }
  })

  it.each([1, 2, 3])('[AN2] equals whole arrays, wherever they are cut, seed %i', (seed) => {
    const quotes = generatedQuotes(seed, 20_000)
    const [leg1, leg2] = [legOf(quotes, 'Binance'), legOf(quotes, 'OKX')]
    const whole = plainStatistics(leg1, leg2)
    expect(whole['zero_crossings']).toBeGreaterThan(10)
    expect(whole['opportunity_cycles_030bp']).toBeGreaterThan(1)
    const once = figuresOf(leg1, leg2)
    expect(named(once)).toEqual(whole)
    const middleMs = leg1.timeMs[5_000]!
    const cuts = [T0 + 1_000, middleMs - 1_000, middleMs, middleMs + 0.25]
    expect(figuresOf(leg1, leg2, cuts)).toEqual(once)
    expect(figuresOf(leg1, leg2, cuts, 700)).toEqual(once)
  })

  it('[AN3] a passage through zero itself is no crossing, nor is what lies before the first partner', () => {
    expect(against100([100.1, 100, 99.9, 100.1]).zeroCrossings).toBe(1)
    expect(figuresOf(leg([[0, 99], [1_000, 101]]), leg([[500, 100]])).zeroCrossings).toBe(0) // prettier-ignore
  })

  it('[AN4] without a duration nothing is said for an hour; without a partner nothing is known', () => {
    const moment = figuresOf(leg([[0, 101], [0, 99]]), leg([[0, 100]])) // prettier-ignore
    expect(moment).toMatchObject({
      ...{ zeroCrossings: 1, zeroCrossingsPerHour: 0, durationHours: 0, coveredPct: NaN },
    })
    expect(moment.thresholds[0]).toMatchObject({ cyclesPerHour: 0, avgCycleDurationS: 0 })
    const alone = figuresOf(leg([[0, 101]]), NO_QUOTES)
    expect(alone).toMatchObject({ joinedPoints: 0, dataPoints: 1, highest: NaN, mean: NaN })
  })

  it('[AN5] tells episodes by direction; on the other side another one begins', () => {
    const { thresholds } = against100([100, 100.45, 100.3, 99.5, 99.5, 99.4, 99.97, 100.41, 100.4])
    const [at30, at50, at40] = thresholds.map(({ episodes }) => episodes)
    // 100.45, 100.3: exchange 1 dearer, 2 s. 99.5, 99.5, 99.4: exchange 2, 3 s. Then one lasts.
    for (const episodes of [at30, at40]) {
      expect(episodes).toMatchObject({
        ...{ exchange1Dearer: 1, exchange2Dearer: 1, unfinished: 1, medianS: 3, p95S: 3 },
      })
    }
    expect(at50).toMatchObject({ exchange1Dearer: 0, exchange2Dearer: 1, unfinished: 0 })
    // The contract's own count knows no sides: one cycle.
    expect(thresholds[2]!.cycles).toBe(1)
  })

  it('[AN6] weighs each point by its time, by the tolerance at most, and tells gaps and cover', () => {
    // 0.5 % for 1 s, 0 for 0.5 s, 0.5 % until a hole of 100 s, 0 until the end.
    const quotes: readonly BidAt[] = [[0, 100.5], [1_000, 100], [1_500, 100.5], [101_500, 100], [103_500, 100]] // prettier-ignore
    const leg2 = leg(quotes.map(([ms]) => [ms, 100] as const))
    const figures = figuresOf(leg(quotes), leg2)
    expect(figures.thresholds[2]!.timeAbovePct).toBeCloseTo(((1 + 2) / (1 + 0.5 + 2 + 2)) * 100, 10)
    expect(figures.largestGapS).toBe(100)
    expect(figures.coveredPct).toBeCloseTo(((1 + 0.5 + 2) / 103.5) * 100, 10)
    // Exchange 2 goes on for an hour by itself.
    const longer = leg([...quotes.map(([ms]) => [ms, 100] as const), [3_600_000, 100]])
    expect(figuresOf(leg(quotes), longer).largestGapS).toBe(3_600 - 103.5)
  })

  it('[AN7] finds how fast a spread reverts, and none that does not', () => {
    const alternating = Array.from({ length: 300 }, (_, second) => 100 + 0.8 ** (second % 20))
    expect(against100(alternating).halfLifeS).toBeGreaterThan(1)
    expect(against100(alternating.slice(0, 60)).halfLifeS).toBeNaN()
    expect(against100(Array.from({ length: 300 }, () => 101)).halfLifeS).toBeNaN()
  })
})
