import { describe, expect, it } from 'vitest'
import { suspicion } from './same-asset'
import { madeRows } from './testing/made-rows'
import { hasQuoteFile } from './testing/quote-files'
import { RECORDED_PAIRS, recordedRows } from './testing/recorded-rows'
import { seededRandom } from './testing/seeded-random'

const HOUR_S = 3_600

interface MadePair {
  seed?: number
  seconds?: number
  /** bid1 / bid2 in the middle. */
  ratio?: number
  /** How much of leg 1's moves leg 2 follows, 0 to 1. */
  follows?: number
  /** Every so many seconds has a bar. */
  everyS?: number
  /** Prices are multiples of it. */
  tick?: number
}

function makePair(made: MadePair) {
  const { seed = 1, seconds = HOUR_S, ratio = 1, follows = 1, everyS = 1, tick = 0.001 } = made
  const random = seededRandom(seed)
  let level1 = 0
  let level2 = 0
  const bars = Array.from({ length: Math.ceil(seconds / everyS) }, (_, at) => {
    const [move, own] = [random() - 0.5, random() - 0.5]
    level1 += move * 0.0004
    level2 += (follows * move + (1 - follows) * own) * 0.0004
    const onTick = (price: number) => Math.round(price / tick) * tick
    const bid1 = onTick(ratio * 100 * Math.exp(level1))
    const bid2 = onTick(100 * Math.exp(level2))
    return { time: at * everyS, last: (bid1 / bid2 - 1) * 100, bid1, bid2 }
  })
  return madeRows(bars)
}

describe(suspicion, () => {
  it.each([1, 2, 3, 4])('[SAME1] legs that move together are one asset, seed %i', (seed) => {
    expect(suspicion(makePair({ seed }))).toBeUndefined()
    expect(suspicion(makePair({ seed, follows: 0.6 }))).toBeUndefined()
    for (const ratio of [0.81, 1.19]) expect(suspicion(makePair({ seed, ratio }))).toBeUndefined()
  })

  it.each([
    [1_000, 'power_of_ten'],
    [0.001, 'power_of_ten'],
    [10.15, 'power_of_ten'],
    [10.3, 'ratio'],
    [1.22, 'ratio'],
    [0.78, 'ratio'],
    [3, 'ratio'],
  ] as const)('[SAME2] a ratio of %d is suspicious: %s', (ratio, why) => {
    expect(suspicion(makePair({ ratio }))).toBe(why)
  })

  it('[SAME2] the median counts: a leg that goes astray for less than half of the time does not', () => {
    const rows = makePair({})
    for (let row = 0; row < rows.length * 0.45; row++) rows.bid1[row]! *= 2
    expect(suspicion(rows)).not.toBe('ratio')
    for (let row = 0; row < rows.length * 0.1; row++) rows.bid1[rows.length - 1 - row]! *= 2
    expect(suspicion(rows)).toBe('ratio')
  })

  it.each([1, 2, 3, 4])('[SAME3] returns that do not correlate are suspicious, seed %i', (seed) => {
    expect(suspicion(makePair({ seed, follows: 0 }))).toBe('returns')
  })

  it('[SAME3] by correlation and return, computed plainly', () => {
    const found = { suspicious: 0, uncorrelated: 0, returning: 0 }
    for (let seed = 1; seed <= 60; seed++) {
      const rows = makePair({ seed, follows: 0.12, seconds: 1_200 })
      const step = (bid: Float64Array) =>
        Array.from({ length: 120 }, (_, at) => Math.log(bid[at * 10 + 9]!))
      const [leg1, leg2] = [step(rows.bid1), step(rows.bid2)]
      const returns = (leg: readonly number[]) => leg.slice(1).map((price, at) => price - leg[at]!)
      const ratio = leg1.map((price, at) => price - leg2[at]!)
      const [earlier, later] = [ratio.slice(0, -1), ratio.slice(1)]
      const isUncorrelated = pearson(returns(leg1), returns(leg2)) < 0.2
      const phi = pearson(earlier, later) * (deviation(later) / deviation(earlier))
      const isReturning = phi < 0.5 ** (1 / 6)
      expect(suspicion(rows) === 'returns').toBe(isUncorrelated && !isReturning)
      if (isUncorrelated) found[isReturning ? 'returning' : 'suspicious']++
      if (isUncorrelated) found.uncorrelated++
    }
    expect(found.suspicious).toBeGreaterThan(10)
    expect(found.returning).toBeGreaterThan(0)
    expect(found.uncorrelated).toBeLessThan(55)
  })

  it.each([1, 2, 3, 4])(
    '[SAME1] legs that move apart again and again but come back are one asset, seed %i',
    (seed) => {
      const random = seededRandom(seed)
      const rows = makePair({ seed })
      const apart = [0, 0]
      for (let row = 0; row < rows.length; row++) {
        for (const leg of [0, 1]) apart[leg] = apart[leg]! * 0.96 + (random() - 0.5) * 0.003
        rows.bid1[row] = rows.ask1[row] = rows.bid1[row]! * Math.exp(apart[0]!)
        rows.bid2[row] = rows.ask2[row] = rows.bid2[row]! * Math.exp(apart[1]!)
      }
      expect(suspicion(rows)).toBeUndefined()
    },
  )

  it('[SAME4] nothing is said before ten minutes had bars', () => {
    expect(suspicion(makePair({ ratio: 1_000, seconds: 540 }))).toBeUndefined()
    expect(suspicion(makePair({ ratio: 1_000, seconds: 541 }))).toBe('power_of_ten')
    expect(suspicion(makePair({ ratio: 1_000, everyS: 30 }))).toBe('power_of_ten')
    expect(suspicion(makePair({ ratio: 1_000, everyS: 600 }))).toBeUndefined()
  })

  it('[SAME4] nor of returns that are few, or of prices that stand still', () => {
    // Steps of ten seconds never follow each other.
    expect(suspicion(makePair({ follows: 0, everyS: 20 }))).toBeUndefined()
    expect(suspicion(makePair({ follows: 0, tick: 5 }))).toBeUndefined()
    expect(suspicion(makePair({ follows: 0, seconds: 600 }))).toBeUndefined()
    expect(suspicion(makePair({ follows: 0, seconds: 601 }))).toBe('returns')
  })

  describe.each(RECORDED_PAIRS)('$symbol of ../shared/data/quotes/$file', (pair) => {
    it.skipIf(!hasQuoteFile(pair.file))('[SAME1] and recorded quotes of one asset are', () => {
      expect(suspicion(recordedRows(pair))).toBeUndefined()
    })
  })
})

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b) / values.length
}

function deviation(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)))
}

function pearson(x: readonly number[], y: readonly number[]): number {
  const products = x.map((value, at) => (value - mean(x)) * (y[at]! - mean(y)))
  return mean(products) / (deviation(x) * deviation(y))
}
