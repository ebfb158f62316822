import { describe, expect, it } from 'vitest'
import type { MarketLimits } from './market-limits'
import { createMarketRig } from './testing/market-rig'
import { seededRandom } from './testing/seeded-random'

const T0_MS = 1_762_603_200_000
const UP = { up: true, downSinceMs: NaN }

function setup(limits: Partial<MarketLimits> = {}) {
  const rig = createMarketRig(limits)
  const quote = (exchange: string, symbol: string, atMs: number, bid = 100, ask = bid + 1) =>
    rig.quote({ exchange, symbol, timeMs: T0_MS + atMs, bid, ask })
  const keys = () => [...rig.pairs.keys()]
  return { ...rig, rig, keys, quote }
}

function runAll(steps: Iterable<void>): void {
  for (const _ of steps) continue
}

describe('instruments', () => {
  it('[EN3] are one in every spelling, shown as first seen; legs in ordinal order', () => {
    const { engine, keys, quote } = setup()
    const first = engine.instrument('MEXC', 'ICPUSDT')
    expect(engine.instrument('Mexc', 'icp_usdt')).toBe(first)
    quote('Mexc', 'ICP/USDT', 0)
    quote('Binance', 'icp-usdt', 0)
    quote('mexc', 'BTCUSDT', 0)
    quote('BINANCE', 'BTCUSDT', 0)
    expect(keys()).toEqual(['ICP_USDT:Binance:MEXC', 'BTC_USDT:Binance:MEXC'])
    expect(engine.counters()).toMatchObject({ windows: 4, pairs: 2, quotes: 4, points: 2 })
  })

  it('[EN3] of a symbol without a separator are shown as the exchange that has one says', () => {
    const { keys, quote } = setup()
    quote('Binance', 'AUSDTRY', 0)
    quote('Bybit', 'A_USDTRY', 0)
    expect(keys()).toEqual(['A_USDTRY:Binance:Bybit'])
  })

  it('[EN4] keep a late quote out of window and join, and take one of the same time', () => {
    const { engine, head, quote, window } = setup()
    quote('Binance', 'ICPUSDT', 10, 100)
    quote('Bybit', 'ICPUSDT', 10, 100)
    expect(quote('Binance', 'ICPUSDT', 9, 150)).toBe(false)
    expect(quote('Binance', 'ICPUSDT', 10, 102)).toBe(true)
    const { length, bid } = window('Binance', 'ICPUSDT')
    expect([...bid.subarray(0, length)]).toEqual([100, 102])
    expect(head('ICP_USDT:Binance:Bybit').bid1).toBe(102)
    expect(engine.counters()).toMatchObject({ late: 1, quotes: 3 })
  })

  it('[WN2] at the limit the one that has not quoted for longest goes, with its pairs', () => {
    const { engine, keys, quote, removed, window } = setup({ maxWindows: 3 })
    quote('Binance', 'ICPUSDT', 0)
    quote('Bybit', 'ICPUSDT', 1)
    quote('OKX', 'ICPUSDT', 2)
    const evicted = engine.instrument('Bybit', 'ICPUSDT')
    quote('Binance', 'ICPUSDT', 3)
    quote('Bitget', 'ICPUSDT', 4)
    expect(removed).toEqual(['ICP_USDT:Binance:Bybit', 'ICP_USDT:Bybit:OKX'])
    expect(keys()).toEqual([
      'ICP_USDT:Binance:OKX',
      'ICP_USDT:Binance:Bitget',
      'ICP_USDT:Bitget:OKX',
    ])
    // What was evicted and quotes again gets a window of its own.
    expect(evicted.slot).toBe(-1)
    engine.quote(evicted, T0_MS + 5, 100, 101, T0_MS + 5)
    expect(engine.instrument('bybit', 'ICP_USDT')).toBe(evicted)
    expect(window('Bybit', 'ICPUSDT')).toMatchObject({ result: 'ok', length: 1 })
    expect(removed.slice(2)).toEqual(['ICP_USDT:Binance:OKX', 'ICP_USDT:Bitget:OKX'])
    expect(engine.counters()).toMatchObject({ windows: 3, windowsEvicted: 2, pairsEvicted: 0 })
  })

  it('[WN2] an evicted one that was replaced meanwhile stands for its successor', () => {
    const { engine, quote, window } = setup({ maxWindows: 2 })
    quote('Binance', 'ICPUSDT', 0)
    const old = engine.instrument('Binance', 'ICPUSDT')
    quote('Bybit', 'ICPUSDT', 1)
    quote('OKX', 'ICPUSDT', 2)
    quote('binance', 'ICP_USDT', 3)
    engine.quote(old, T0_MS + 4, 100, 101, T0_MS + 4)
    expect(window('Binance', 'ICPUSDT').length).toBe(2)
    expect(engine.counters().windows).toBe(2)
  })

  it('[WN2] one that went while no other exchange quoted its symbol is paired with nobody', () => {
    const { quote, keys, removed } = setup({ maxWindows: 2 })
    quote('Binance', 'ICPUSDT', 0)
    quote('Binance', 'BTCUSDT', 1)
    quote('Bybit', 'BTCUSDT', 2)
    quote('OKX', 'ICPUSDT', 3)
    expect(keys()).toEqual([])
    quote('Bybit', 'ICPUSDT', 4)
    expect(keys()).toEqual(['ICP_USDT:Bybit:OKX'])
    expect(removed).toEqual(['BTC_USDT:Binance:Bybit'])
  })
})

describe('evicting half', () => {
  it('[EN12] takes the windows that have not quoted for longest, with their pairs', () => {
    const { engine, held, keys, quote } = setup()
    for (const [at, exchange] of ['A', 'B', 'C', 'D', 'E'].entries()) {
      quote(exchange, 'ICPUSDT', at)
      quote(exchange, 'BTCUSDT', at)
    }
    for (const exchange of ['C', 'A']) quote(exchange, 'BTCUSDT', 10)
    const steps = engine.evictHalf()
    let step = steps.next()
    while (step.done !== true) {
      // Whoever quotes meanwhile is safe.
      quote('B', 'BTCUSDT', 20)
      step = steps.next()
    }
    // Of twenty pairs those of the four exchanges of BTCUSDT are left.
    expect(step.value).toEqual({ windows: 5, pairs: 14 })
    expect([...held.keys()].sort()).toEqual([
      ...['A:BTCUSDT', 'B:BTCUSDT', 'C:BTCUSDT', 'E:BTCUSDT', 'E:ICPUSDT'],
    ])
    expect(keys()).toHaveLength(6)
    expect(engine.counters()).toMatchObject({ windows: 5, windowsEvicted: 5 })
  })

  it('[EN12] takes one window at a step, and counts a pair once that pairs anew meanwhile', () => {
    const { engine, held, keys, quote } = setup()
    for (const [at, exchange] of ['A', 'B', 'C', 'D'].entries()) quote(exchange, 'ICPUSDT', at)
    expect(keys()).toHaveLength(6)
    const steps = engine.evictHalf()
    steps.next()
    expect([...held.keys()]).toEqual(['B:ICPUSDT', 'C:ICPUSDT', 'D:ICPUSDT'])
    quote('A', 'ICPUSDT', 10)
    steps.next()
    expect([...held.keys()].sort()).toEqual(['A:ICPUSDT', 'C:ICPUSDT', 'D:ICPUSDT'])
    // B pairs with A anew, and that pair went as well: six were removed, but only five of those before.
    expect(steps.next()).toEqual({ done: true, value: { windows: 2, pairs: 5 } })
    expect(keys()).toHaveLength(3)
  })
})

describe('quote windows', () => {
  it('[EN11] are told of when they are made and when they go, after their pairs', () => {
    const { held, quote, rig } = setup({ maxWindows: 2 })
    quote('Binance', 'ICPUSDT', 0)
    quote('Bybit', 'ICP_USDT', 1)
    const first = { exchange: 'Binance', symbol: 'ICPUSDT', slot: 0, generation: 1 }
    const second = { exchange: 'Bybit', symbol: 'ICP_USDT', slot: 1, generation: 1 }
    expect([...held.values()]).toEqual([first, second])
    quote('OKX', 'BTC_USDT', 2)
    expect(rig.pairs.size).toBe(0)
    // The slot's next user has another generation.
    const third = { exchange: 'OKX', symbol: 'BTC_USDT', slot: 0, generation: 3 }
    expect([...held.values()]).toEqual([second, third])
  })

  it('[WN3] hold no quote older than the window and no more than their cap', () => {
    const { engine, quote, window } = setup({ maxPointsPerWindow: 300, windowSeconds: 60 })
    for (let second = 0; second <= 200; second++) quote('Binance', 'ICPUSDT', second * 1_000)
    const byAge = window('Binance', 'ICPUSDT')
    expect([byAge.length, byAge.timeMs[0]]).toEqual([61, T0_MS + 140_000])
    for (let count = 0; count < 1_000; count++) quote('Binance', 'ICPUSDT', 200_000 + count)
    const byCount = window('Binance', 'ICPUSDT')
    expect([byCount.length, byCount.timeMs[0]]).toEqual([300, T0_MS + 200_700])
    // Of 1,061 one was too old and 300 are held.
    expect(engine.counters()).toMatchObject({
      ...{ windowPoints: 300, longestWindow: 300, windowPointsDropped: 760 },
    })
  })

  it('[WN5] keep the newest quotes of every one when pages are taken back', () => {
    const pageBytes = 128 * 3 * 8
    const { engine, quote, window } = setup({ maxWindows: 10, windowMemoryBytes: 14 * pageBytes })
    const random = seededRandom(1)
    const sent = new Map<string, number[]>()
    for (let at = 0; at < 20_000; at++) {
      // Some quote a hundred times as often as others.
      const symbol = `S${Math.floor(random() ** 3 * 10)}USDT`
      quote('Binance', symbol, at, 100 + random())
      sent.set(symbol, [...(sent.get(symbol) ?? []).slice(-1_000), T0_MS + at])
    }
    expect(engine.counters().windowPagesTakenBack).toBeGreaterThan(50)
    expect(engine.counters().windowBytes).toBe(14 * pageBytes)
    for (const [symbol, times] of sent) {
      const { length, timeMs } = window('Binance', symbol)
      expect(length).toBeGreaterThan(0)
      expect([...timeMs.subarray(0, length)]).toEqual(times.slice(-length))
    }
  })
})

describe('bars', () => {
  it('[EN5] keep low, high and count exact when the newest point is replaced', () => {
    const { quote, rows } = setup()
    quote('Bybit', 'ICPUSDT', 0, 100)
    quote('Binance', 'ICPUSDT', 100, 101)
    quote('Binance', 'ICPUSDT', 200, 150)
    quote('Binance', 'ICPUSDT', 200, 102)
    quote('Binance', 'ICPUSDT', 300, 50)
    quote('Bybit', 'ICPUSDT', 300, 50)
    const { length, count, low, high, last, upper } = rows('ICP_USDT:Binance:Bybit')
    expect([length, count[0]]).toEqual([1, 3])
    expect([low[0], high[0], last[0], upper[0]]).toEqual([
      0, 2.0000000000000018, 0, 2.0000000000000018,
    ])
  })

  it('[EN6] reach back as far as the window, with the row in force where it begins', () => {
    const { quote, rows } = setup({ windowSeconds: 100 })
    quote('Bybit', 'ICPUSDT', 0)
    quote('Binance', 'ICPUSDT', 0)
    // A hole from second 1 to 149, then a bar a second.
    for (let second = 150; second <= 180; second++) {
      quote('Bybit', 'ICPUSDT', second * 1_000)
      quote('Binance', 'ICPUSDT', second * 1_000)
    }
    expect(rows('ICP_USDT:Binance:Bybit')).toMatchObject({ firstRow: 1, length: 32 })
    for (let second = 181; second <= 400; second++) {
      quote('Bybit', 'ICPUSDT', second * 1_000)
      quote('Binance', 'ICPUSDT', second * 1_000)
    }
    const { length, time } = rows('ICP_USDT:Binance:Bybit')
    expect([length, time[0], time[length - 1]]).toEqual([
      101,
      T0_MS / 1_000 + 300,
      T0_MS / 1_000 + 400,
    ])
  })

  it('[EN7] keep the newest seconds of every pair when pages are taken back', () => {
    const pageBytes = 64 * 17 * 8
    const { engine, keys, quote, rows } = setup({ maxPairs: 6, seriesMemoryBytes: 9 * pageBytes })
    for (let second = 0; second < 400; second++) {
      for (const exchange of ['A', 'B', 'C', 'D']) quote(exchange, 'ICPUSDT', second * 1_000)
    }
    expect(engine.counters()).toMatchObject({ pairs: 6, seriesBytes: 9 * pageBytes })
    expect(engine.counters().seriesPagesTakenBack).toBeGreaterThan(10)
    for (const key of keys()) {
      const { result, length, time } = rows(key)
      expect(result).toBe('ok')
      expect(time[length - 1]).toBe(T0_MS / 1_000 + 399)
      expect(time[0]).toBe(T0_MS / 1_000 + 400 - length)
    }
  })
})

describe('what readers are told', () => {
  it('[EN8] an armed slot wakes once, at its next change', () => {
    const { pair, quote, reader, wakes } = setup()
    quote('Binance', 'ICPUSDT', 0)
    quote('Bybit', 'ICPUSDT', 0)
    const { slot } = pair('ICP_USDT:Binance:Bybit')
    const before = reader.version(slot)
    expect(wakes).toEqual([])
    reader.arm(slot)
    expect(reader.version(slot)).toBe(before)
    quote('Binance', 'ICPUSDT', 1)
    quote('Binance', 'ICPUSDT', 2)
    expect(wakes).toEqual([slot])
    expect(reader.version(slot)).not.toBe(before)
  })

  it('[EN8] a sweep that changes nothing wakes nobody', () => {
    const { engine, pair, quote, reader, wakes } = setup()
    quote('Binance', 'ICPUSDT', 0)
    quote('Bybit', 'ICPUSDT', 0)
    const { slot } = pair('ICP_USDT:Binance:Bybit')
    const before = reader.version(slot)
    reader.arm(slot)
    for (let at = 0; at <= 2_000; at += 250) engine.sweep(T0_MS + at, UP)
    expect([reader.version(slot), wakes]).toEqual([before, []])
  })

  it('[EN9] the head says prices, spreads, ages, and the figures of the hour', () => {
    const { engine, head, quote } = setup()
    quote('Binance', 'ICPUSDT', 0, 101, 102)
    engine.quote(engine.instrument('Bybit', 'ICPUSDT'), T0_MS - 500, 100, 101, T0_MS + 40)
    const key = 'ICP_USDT:Binance:Bybit'
    expect(head(key)).toMatchObject({
      result: 'ok',
      time1Ms: T0_MS,
      time2Ms: T0_MS - 500,
      // Of the newest quote, which is not the one that came last.
      arrivalMs: T0_MS,
      lastPointMs: T0_MS,
      bid1: 101,
      ask2: 101,
      firstRow: 0,
      endRow: 1,
    })
    expect([...head(key).now]).toEqual([1.0000000000000009, 0, -1.9607843137254901])
    quote('Bybit', 'ICPUSDT', 100, 101, 102)
    expect([...head(key).extreme]).toEqual([
      1.0000000000000009, -0.9803921568627451, -1.9607843137254901,
    ])
    expect([...head(key).episodes]).toEqual([1, 0, 0])
    engine.sweep(T0_MS + 59 * 60_000, UP)
    expect([...head(key).episodes]).toEqual([1, 0, 0])
    engine.sweep(T0_MS + 60 * 60_000, UP)
    expect([...head(key).episodes]).toEqual([0, 0, 0])
    expect([...head(key).extreme]).toEqual([NaN, NaN, NaN])
  })
})

describe('pairs at their limit', () => {
  const EXCHANGES = ['A', 'B', 'C', 'D']

  it('[PD1] turn a new one away while all have been updated within the minute', () => {
    const { engine, keys, quote } = setup({ maxPairs: 3 })
    for (const exchange of EXCHANGES) quote(exchange, 'ICPUSDT', 0)
    expect(keys()).toEqual(['ICP_USDT:A:B', 'ICP_USDT:A:C', 'ICP_USDT:B:C'])
    for (let at = 0; at < 50_000; at += 250) runAll(engine.retryPairs(T0_MS + at))
    expect(keys()).toHaveLength(3)
    expect(engine.counters()).toMatchObject({ pairs: 3, pairsRefused: 3, pairsEvicted: 0 })
  })

  it('[PD2] let a still one go for one that lives, and take it up again when there is room', () => {
    const { engine, keys, quote, removed } = setup({ maxPairs: 2 })
    quote('A', 'ICPUSDT', 0)
    quote('B', 'ICPUSDT', 0)
    quote('A', 'BTCUSDT', 0)
    quote('B', 'BTCUSDT', 50_000)
    quote('A', 'BTCUSDT', 50_000)
    quote('A', 'ETHUSDT', 61_000)
    quote('B', 'ETHUSDT', 61_000)
    expect(removed).toEqual(['ICP_USDT:A:B'])
    expect(keys()).toEqual(['BTC_USDT:A:B', 'ETH_USDT:A:B'])
    // Its legs come alive, but no room: BTC and ETH are within their minute.
    quote('A', 'ICPUSDT', 62_000)
    quote('B', 'ICPUSDT', 62_000)
    runAll(engine.retryPairs(T0_MS + 62_000))
    expect(keys()).toEqual(['BTC_USDT:A:B', 'ETH_USDT:A:B'])
    runAll(engine.retryPairs(T0_MS + 111_000))
    expect(keys()).toEqual(['ETH_USDT:A:B', 'ICP_USDT:A:B'])
    expect(engine.counters()).toMatchObject({ pairs: 2, pairsEvicted: 2 })
  })

  it('[PD7] are tried again a symbol at a step', () => {
    const { engine, keys, quote } = setup({ maxPairs: 2 })
    for (const symbol of ['ICPUSDT', 'BTCUSDT', 'ETHUSDT', 'SOLUSDT']) {
      for (const exchange of ['A', 'B']) quote(exchange, symbol, 0)
    }
    expect(keys()).toEqual(['ICP_USDT:A:B', 'BTC_USDT:A:B'])
    runAll(engine.evictHalf())
    expect(keys()).toEqual([])
    const steps = engine.retryPairs(T0_MS)
    steps.next()
    expect(keys()).toEqual(['ETH_USDT:A:B'])
    steps.next()
    expect(keys()).toEqual(['ETH_USDT:A:B', 'SOL_USDT:A:B'])
    expect(steps.next().done).toBe(true)
  })

  it('[PD3] give slot and memory back; the next user of the slot has another generation', () => {
    const { engine, pair, quote, reader, head } = setup({ maxPairs: 1 })
    quote('A', 'ICPUSDT', 0)
    quote('B', 'ICPUSDT', 0)
    const old = pair('ICP_USDT:A:B')
    quote('A', 'BTCUSDT', 61_000)
    quote('B', 'BTCUSDT', 61_000)
    const successor = pair('BTC_USDT:A:B')
    expect(successor.slot).toBe(old.slot)
    expect(successor.generation).not.toBe(old.generation)
    const gone = reader.readHead(old.slot, old.generation, head('BTC_USDT:A:B'))
    expect(gone).toBe('gone')
    expect(head('BTC_USDT:A:B')).toMatchObject({ result: 'ok', firstRow: 0, endRow: 1 })
    expect(engine.counters().pairs).toBe(1)
  })
})
