import { describe, expect, it } from 'vitest'
import type { MarketLimits } from './market-limits'
import { createMarketRig } from './testing/market-rig'

const T0_MS = 1_762_603_200_000
const MIB = 1024 * 1024
const ROOMY = { windowMemoryBytes: 32 * MIB, seriesMemoryBytes: 32 * MIB }
/** The clock of the quotes is behind the local one by so much. */
const LAG_MS = 86_400_000

function setup(limits: Partial<MarketLimits> = {}) {
  const rig = createMarketRig({ windowSeconds: 600, ...limits })
  const quote = (exchange: string, symbol: string, second: number) => {
    const timeMs = T0_MS + second * 1_000
    rig.quote({ exchange, symbol, timeMs, bid: 100, ask: 101 }, timeMs + LAG_MS)
  }
  const tidy = (second: number) => {
    for (const _ of rig.engine.tidy(T0_MS + second * 1_000 + LAG_MS)) continue
  }
  return { ...rig, quote, tidy }
}

describe('tidying up', () => {
  it('[WN6] drops quotes older than the window although nothing newer came', () => {
    const { quote, tidy, window } = setup()
    for (let second = 0; second <= 300; second++) quote('Binance', 'ICPUSDT', second)
    tidy(600)
    expect(window('Binance', 'ICPUSDT').length).toBe(301)
    tidy(700)
    const { length, timeMs } = window('Binance', 'ICPUSDT')
    expect([length, timeMs[0]]).toEqual([201, T0_MS + 100_000])
    tidy(901)
    expect(window('Binance', 'ICPUSDT')).toMatchObject({ result: 'ok', length: 0 })
    tidy(2_000)
    quote('Binance', 'ICPUSDT', 2_001)
    expect(window('Binance', 'ICPUSDT')).toMatchObject({ result: 'ok', length: 1 })
  })

  it('[EN13] drops bars older than the window, but for what is in force where it begins', () => {
    const { head, quote, rows, tidy, wakes, pair, reader } = setup()
    for (let second = 0; second <= 300; second++) {
      quote('Binance', 'ICPUSDT', second)
      quote('Bybit', 'ICPUSDT', second)
    }
    const key = 'ICP_USDT:Binance:Bybit'
    const { rewrites } = head(key)
    reader.arm(pair(key).slot)
    tidy(700)
    const { length, time } = rows(key)
    expect([length, time[0]]).toEqual([201, T0_MS / 1_000 + 100])
    tidy(5_000)
    expect(rows(key)).toMatchObject({ length: 1 })
    // Nobody need be told: what is left is what it was.
    expect(wakes).toEqual([])
    expect(head(key).rewrites).toBe(rewrites)
  })

  it('[EN14] gives the memory of a market that shrinks back, without a change of what is left', () => {
    const { engine, quote, rows, tidy, window } = setup({
      ...ROOMY,
      maxWindows: 200,
      maxPairs: 100,
    })
    for (let second = 0; second < 500; second++) {
      for (let symbol = 0; symbol < 100; symbol++) {
        quote('Binance', `S${symbol}USDT`, second)
        quote('Bybit', `S${symbol}USDT`, second)
      }
    }
    const before = engine.counters()
    expect(before.seriesBytes).toBeGreaterThan(5 * MIB)
    for (let second = 500; second < 1_200; second++) {
      quote('Binance', 'S50USDT', second)
      quote('Bybit', 'S50USDT', second)
    }
    const seen = () => {
      const { length, timeMs } = window('Bybit', 'S50USDT')
      const series = rows('S50_USDT:Binance:Bybit')
      return [
        [...timeMs.subarray(0, length)],
        [...series.time.subarray(0, series.length)],
        [...series.upper.subarray(0, series.length)],
      ]
    }
    const expected = seen()
    tidy(1_199)
    expect(seen()).toEqual(expected)
    const after = engine.counters()
    expect(after.windowBytes).toBeLessThanOrEqual(3 * MIB)
    expect(after.seriesBytes).toBeLessThanOrEqual(3 * MIB)
    expect(after).toMatchObject({ windowPagesTakenBack: 0, seriesPagesTakenBack: 0 })
  })
})
