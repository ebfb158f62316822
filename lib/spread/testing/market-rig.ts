import { pairKey } from '@/lib/market/pair'
import type { Quote } from '@/lib/market/quote'
import { MarketEngine } from '../market-engine'
import { DEFAULT_MARKET_LIMITS, type MarketLimits } from '../market-limits'
import { createMarketMemory } from '../market-memory'
import { instrumentIdentity, type LiveWindow } from '../instrument'
import type { LivePair } from '../pair-directory'
import { createRowColumns, createSeriesHead } from '../series-columns'
import { SeriesReader } from '../series-reader'
import { createQuoteColumns, WindowReader } from '../window-reader'

const MIB = 1024 * 1024

/** Small enough for a test to make many of them. */
export const SMALL_LIMITS: MarketLimits = {
  ...DEFAULT_MARKET_LIMITS,
  maxWindows: 20,
  maxPairs: 20,
  windowMemoryBytes: 4 * MIB,
  seriesMemoryBytes: 4 * MIB,
}

/** An engine and its readers in one thread. */
export function createMarketRig(limits: Partial<MarketLimits> = {}) {
  const memory = createMarketMemory({ ...SMALL_LIMITS, ...limits })
  const reader = new SeriesReader(memory)
  const windows = new WindowReader(memory)
  const pairs = new Map<string, LivePair>()
  const removed: string[] = []
  const held = new Map<string, LiveWindow>()
  const wakes: number[] = []
  const engine = new MarketEngine(memory, {
    onPairAdded: (pair) => pairs.set(pairKey(pair), pair),
    onPairRemoved: (slot, generation) => {
      for (const [key, pair] of pairs) {
        if (pair.slot !== slot || pair.generation !== generation) continue
        pairs.delete(key)
        removed.push(key)
      }
    },
    onWindowAdded: (window) => held.set(instrumentIdentity(window.exchange, window.symbol), window),
    onWindowRemoved: (slot, generation) => {
      for (const [identity, window] of held) {
        if (window.slot === slot && window.generation === generation) held.delete(identity)
      }
    },
    onWake: (slot) => wakes.push(slot),
    onSlab: (pool, index, buffer) =>
      pool === 'series' ? reader.setSlab(index, buffer) : windows.setSlab(index, buffer),
  })

  const pair = (key: string): LivePair => {
    const found = pairs.get(key)
    if (found === undefined) throw new Error(`no pair ${key} among ${[...pairs.keys()].join()}`)
    return found
  }
  const quote = ({ exchange, symbol, timeMs, bid, ask }: Quote, arrivalMs = timeMs) =>
    engine.quote(engine.instrument(exchange, symbol), timeMs, bid, ask, arrivalMs)
  const head = (key: string) => {
    const into = createSeriesHead()
    const { slot, generation } = pair(key)
    return { result: reader.readHead(slot, generation, into), ...into }
  }
  /** Overwritten by the next call. */
  const rowsRead = createRowColumns(reader.maxRows)
  const rows = (key: string, kind = 0, fromRow = 0) => {
    const into = rowsRead
    const { slot, generation } = pair(key)
    return { result: reader.readRows(slot, generation, fromRow, kind, into), ...into }
  }
  /** The quotes held for an instrument. */
  const window = (exchange: string, symbol: string) => {
    const { slot, generation } = engine.instrument(exchange, symbol)
    const into = createQuoteColumns(memory.limits.maxPointsPerWindow)
    return { result: windows.read(slot, generation, into), ...into }
  }
  return {
    engine,
    head,
    held,
    memory,
    pair,
    pairs,
    quote,
    reader,
    removed,
    rows,
    wakes,
    window,
    windows,
  }
}
