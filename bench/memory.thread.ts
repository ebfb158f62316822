import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { MarketEngine } from '@/lib/spread/market-engine'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createMarketMemory } from '@/lib/spread/market-memory'
import type { Fill, FillReport } from './memory-fill'

const WINDOWS = 1_000
const PAIRS = 200
const SECONDS = 3_600
const OBJECT_BARS = 100_000
const START_MS = Date.UTC(2025, 10, 8, 12)

/** Fills one kind of store and says how much the process has grown by it. */
const FILL: Record<Fill, () => { held: unknown; items: number }> = {
  windows: () => fillMarket(WINDOWS, 1, SECONDS),
  'window objects': () => {
    const held = Array.from({ length: WINDOWS / 2 }, () =>
      Array.from({ length: SECONDS }, (_, second) => quoteAt(second)),
    )
    return { held, items: (WINDOWS / 2) * SECONDS }
  },
  series: () => fillMarket(PAIRS, 2, SECONDS),
  'bar objects': () => {
    const held = Array.from({ length: OBJECT_BARS }, (_, second) => barAt(second))
    return { held, items: OBJECT_BARS }
  },
  pairs: () => fillMarket(DEFAULT_MARKET_LIMITS.maxPairs, 2, 1),
}

function fillMarket(symbols: number, exchanges: number, seconds: number) {
  const ignore = () => {}
  const held = new MarketEngine(createMarketMemory(DEFAULT_MARKET_LIMITS), {
    onPairAdded: ignore,
    onPairRemoved: ignore,
    onWindowAdded: ignore,
    onWindowRemoved: ignore,
    onWake: ignore,
    onSlab: ignore,
  })
  for (let second = 0; second < seconds; second++) {
    for (let index = 0; index < symbols * exchanges; index++) {
      const instrument = held.instrument(
        `Exchange${index % exchanges}`,
        `S${Math.floor(index / exchanges)}_USDT`,
      )
      const { timeMs, bid, ask } = quoteAt(second)
      held.quote(instrument, timeMs, bid, ask, timeMs)
    }
  }
  return { held, items: symbols * seconds }
}

function quoteAt(second: number) {
  const bid = 100 + Math.random()
  return { timeMs: START_MS + second * 1_000, bid, ask: bid + 0.01 }
}

function barAt(second: number) {
  const kind = () => ({
    low: Math.random(),
    high: Math.random(),
    upper: Math.random(),
    lower: Math.random(),
  })
  const { timeMs, bid, ask } = quoteAt(second)
  const prices = { bid1: bid, ask1: ask, bid2: bid + 0.1, ask2: ask + 0.1 }
  return { time: timeMs / 1_000, count: 1, ...prices, kinds: [kind(), kind(), kind()] }
}

const { fill }: { fill: Fill } = workerData
setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

const beforeBytes = residentBytes()
const { held, items } = FILL[fill]()
const afterBytes = residentBytes()
parentPort?.postMessage({ beforeBytes, afterBytes, items } satisfies FillReport)
// What was filled must not be collected before it was measured.
parentPort?.once('message', () => console.log(held))

function residentBytes(): number {
  if (typeof collect === 'function') collect()
  return process.memoryUsage.rss()
}
