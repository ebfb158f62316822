import { describe, expect, it } from 'vitest'
import { quoteFault } from '../market/quote-fault'
import { MOCK_LIMITS } from '../protocol/mock-data'
import { bodyText } from './body-text'
import { joinedSpread, type SpreadPoints } from './joined-spread'
import { scenarioBody } from './scenario-body'
import {
  CROSSED_QUOTES,
  EPISODE,
  FEED_HOLE,
  HOUR_SECONDS,
  SCENARIO_NAMES,
  scenarioData,
  STALE,
  type ScenarioName,
} from './scenarios'
import { EXTREME_DOWN, EXTREME_UP } from './extreme-values'

const SEED = 20251119
const END_MS = Date.UTC(2025, 10, 19, 12, 47)
const START_MS = END_MS - (HOUR_SECONDS - 1) * 1_000

const made = (name: ScenarioName) => scenarioData(name, SEED, END_MS)

function firstSpread(name: ScenarioName): SpreadPoints {
  const data = made(name)
  return joinedSpread(data, data.opportunities[0]!)
}

const secondOf = (timeMs: number) => (timeMs - START_MS) / 1_000

function secondsWhere(points: SpreadPoints, is: (spread: number) => boolean): number[] {
  return [...points.timeMs].filter((_, at) => is(points.spreadPct[at]!)).map(secondOf)
}

/** Seconds that no point came in, between the first point and the last. */
function missingSeconds({ timeMs }: SpreadPoints): { from: number; to: number }[] {
  return [...timeMs.keys()].slice(1).flatMap((at) => {
    const [before, after] = [secondOf(timeMs[at - 1]!), secondOf(timeMs[at]!)]
    return after - before > 1 ? [{ from: before + 1, to: after }] : []
  })
}

const wholeRange = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from }, (_, at) => from + at)

describe(scenarioData, () => {
  it.each(SCENARIO_NAMES)(
    '[SC1] %s is the same for the same seed and end, and no other',
    (name) => {
      expect(made(name)).toEqual(made(name))
      const text = (seed: number) => JSON.stringify(scenarioData(name, seed, END_MS))
      const isSeeded = !['flat', 'empty'].includes(name)
      expect(text(SEED) !== text(SEED + 1)).toBe(isSeeded)
    },
  )

  it.each(SCENARIO_NAMES)('[SC2] %s fits the caps, ends with its end and is in order', (name) => {
    const { opportunities, windows } = made(name)
    const points = windows.reduce((sum, { quotes }) => sum + quotes.length, 0)
    expect(opportunities.length).toBeLessThanOrEqual(MOCK_LIMITS.opportunities)
    expect(windows.length).toBeLessThanOrEqual(MOCK_LIMITS.windows)
    expect(points).toBeLessThanOrEqual(MOCK_LIMITS.points)
    for (const { quotes } of windows) {
      expect(quotes.length).toBeLessThanOrEqual(MOCK_LIMITS.pointsPerWindow)
      expect(quotes.at(-1)?.timeMs).toBe(END_MS)
      const isAscending = quotes.every((quote, at) => quote.timeMs > (quotes[at - 1]?.timeMs ?? 0))
      expect(isAscending).toBe(true)
    }
    const body = bodyText(scenarioBody({ opportunities, windows }))
    expect(new TextEncoder().encode(body).length).toBeLessThan(MOCK_LIMITS.bodyBytes)
  })

  it('[SC3] calm: an hour without a hole, never near an episode', () => {
    const points = firstSpread('calm')
    expect(points.timeMs).toHaveLength(HOUR_SECONDS)
    expect(missingSeconds(points)).toEqual([])
    expect(Math.max(...points.spreadPct.map(Math.abs))).toBeLessThan(0.2)
  })

  it('[SC4] episode: beyond 0.4 % from 30 min on for 48 s, otherwise neutral', () => {
    const points = firstSpread('episode')
    expect(secondsWhere(points, (spread) => spread > 0.4)).toEqual(wholeRange(EPISODE))
    expect(EPISODE).toEqual({ from: 1_800, to: 1_848 })
    const neutral = secondsWhere(points, (spread) => Math.abs(spread) < 0.05)
    expect(neutral).toHaveLength(HOUR_SECONDS - 48)
  })

  it('[SC5] stale leg: leg 2 is silent for 3 min, beyond the tolerance nothing is joined', () => {
    const data = made('stale-leg')
    expect(data.windows.map(({ quotes }) => quotes.length)).toEqual([3_600, 3_420])
    // The last quote of leg 2 still serves for the tolerance of 2 s.
    const [hole, ...others] = missingSeconds(firstSpread('stale-leg'))
    expect(hole).toEqual({ from: STALE.from + 2, to: STALE.to })
    expect(STALE.to - STALE.from).toBe(180)
    expect(others).toEqual([])
  })

  it('[SC6] feed hole: both legs are missing for 5 min, then back', () => {
    expect(missingSeconds(firstSpread('feed-hole'))).toEqual([FEED_HOLE])
    expect(FEED_HOLE.to - FEED_HOLE.from).toBe(300)
    expect(made('feed-hole').windows.map(({ quotes }) => quotes.length)).toEqual([3_300, 3_300])
  })

  it('[SC7] crossed: 12 of 3,600 quotes of leg 1 are rejected, and far off', () => {
    const [leg1, leg2] = made('crossed').windows
    const rejected = leg1!.quotes.filter(({ timeMs, bid, ask }) => quoteFault(timeMs, bid, ask))
    expect(leg1!.quotes).toHaveLength(3_600)
    expect(rejected).toHaveLength(CROSSED_QUOTES)
    expect(
      rejected.every(({ timeMs, bid, ask }) => quoteFault(timeMs, bid, ask) === 'crossed'),
    ).toBe(true)
    expect(leg2!.quotes.every(({ bid, ask }) => bid <= ask)).toBe(true)
    const points = firstSpread('crossed')
    expect(missingSeconds(points)).toEqual([])
    expect(Math.max(...points.spreadPct)).toBeLessThan(0.2)
    const ifDrawn = rejected.map(({ timeMs, bid }) => {
      const other = leg2!.quotes.find((quote) => quote.timeMs === timeMs)!
      return (bid / other.bid - 1) * 100
    })
    expect(Math.min(...ifDrawn)).toBeGreaterThan(90)
  })

  it('[SC8] 50 pairs: 250,000 points in 100 windows, every pair with a spread', () => {
    const data = made('fifty-pairs')
    const { opportunities, windows } = data
    expect(opportunities).toHaveLength(50)
    expect(new Set(opportunities.map(({ symbol }) => symbol)).size).toBe(50)
    expect(opportunities.every(({ exchange1, exchange2 }) => exchange1 < exchange2)).toBe(true)
    expect(windows.map(({ quotes }) => quotes.length)).toEqual(Array(100).fill(2_500))
    const points = opportunities.map((pair) => joinedSpread(data, pair).timeMs.length)
    expect(points).toEqual(Array(50).fill(2_500))
  })

  it('[SC9] extreme values: prices of 1e-8 and 1e5 with 8 decimals, +100 % and nearly -100 %', () => {
    const data = made('extreme')
    const bids = data.windows.flatMap(({ quotes }) => quotes.map(({ bid }) => bid))
    expect(Math.min(...bids)).toBe(1e-8)
    expect(bids.some((bid) => bid > 9e4 && bid < 1.1e5 && bid.toFixed(8).at(-1) !== '0')).toBe(true)
    for (const pair of data.opportunities) {
      const points = joinedSpread(data, pair)
      const at = (second: number) => points.spreadPct[second]!
      expect(at(EXTREME_UP.from)).toBeCloseTo(100, 5)
      expect(at(EXTREME_UP.to - 1)).toBeCloseTo(100, 5)
      expect(at(EXTREME_DOWN.from)).toBeCloseTo(-100, 2)
      expect(at(EXTREME_DOWN.to - 1)).toBeCloseTo(-100, 2)
      expect(Math.abs(at(HOUR_SECONDS - 1))).toBeLessThan(0.2)
    }
  })

  it('[SC10] flat line: one spread for an hour', () => {
    const points = firstSpread('flat')
    expect(points.timeMs).toHaveLength(HOUR_SECONDS)
    expect(new Set(points.spreadPct)).toEqual(new Set([0]))
  })

  it('[SC11] one point only, and empty', () => {
    expect(firstSpread('one-point').timeMs).toHaveLength(1)
    const empty = made('empty')
    expect(empty.opportunities.length).toBeGreaterThan(0)
    expect(empty.windows).toEqual([])
  })
})
