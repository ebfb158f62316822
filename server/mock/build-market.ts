import { pairKey } from '@/lib/market/pair'
import { MAX_FUTURE_MS } from '@/lib/market/quote'
import { quoteFault } from '@/lib/market/quote-fault'
import { MOCK_LIMITS } from '@/lib/protocol/mock-data'
import type { MockData } from '@/lib/protocol/mock-data-check'
import type { MockQuotes } from '@/lib/protocol/mock-windows'
import { instrumentIdentity, type LiveInstrument } from '@/lib/spread/instrument'
import { createMarketMemory, type PoolName } from '@/lib/spread/market-memory'
import type { BuiltMarket, MockBuildLimits, MockPair, MockSummary } from './built-market'
import { MockWriter } from './mock-writer'

/** Holds the most points that a set may have, in whichever windows; the rest is for the series. */
const WINDOW_MEMORY_BYTES = 16 * 1024 * 1024

/** Quotes of all windows in order of time, among equals in that of the windows. */
interface QuoteOrder {
  /** Quote n is row `row[n]` of window `window[n]`. */
  window: Uint16Array
  row: Uint16Array
}

/** What a set holds, without building it. `nowMs`: quotes far beyond it are rejected. */
export function summarize(data: MockData, nowMs: number): MockSummary {
  const { rejected } = acceptedQuotes(data, nowMs)
  return { ...counts(data), rejected: Object.fromEntries(rejected), droppedBars: 0 }
}

/** Makes the windows and the pairs of a set. `nowMs` is the local clock. */
export function buildMarket(data: MockData, limits: MockBuildLimits, nowMs: number): BuiltMarket {
  const { windows, opportunities } = data
  const { order, rejected } = acceptedQuotes(data, nowMs)
  const quotes = order.window.length
  const timeAt = (at: number) => windows[order.window[at]!]!.timeMs[order.row[at]!]!
  const firstMs = quotes === 0 ? nowMs : timeAt(0)
  const endMs = quotes === 0 ? nowMs : timeAt(quotes - 1)
  const memory = createMarketMemory({
    ...{ windowSeconds: limits.windowSeconds, asofToleranceMs: limits.asofToleranceMs },
    maxWindows: Math.max(1, windows.length),
    maxPointsPerWindow: MOCK_LIMITS.pointsPerWindow,
    windowMemoryBytes: WINDOW_MEMORY_BYTES,
    maxPairs: Math.max(1, opportunities.length),
    seriesMemoryBytes: limits.memoryBytes - WINDOW_MEMORY_BYTES,
  })
  const slabs: Record<PoolName, SharedArrayBuffer[]> = { windows: [], series: [] }
  const writer = new MockWriter(memory, { firstMs, endMs }, (pool, index, buffer) => {
    slabs[pool][index] = buffer
  })
  const quoting = new Set(order.window)
  const instruments = windows.map(({ exchange, symbol }, at) =>
    quoting.has(at) ? writer.addWindow(exchange, symbol) : undefined,
  )
  const pairs = addPairs(writer, data, instruments, firstMs)
  for (let at = 0; at < quotes; at++) {
    const window = order.window[at]!
    const { timeMs, bid, ask } = windows[window]!
    const row = order.row[at]!
    writer.quote(instruments[window]!, timeMs[row]!, bid[row]!, ask[row]!)
  }
  writer.end()
  return {
    memory,
    windowSlabs: slabs.windows,
    seriesSlabs: slabs.series,
    windows: instruments
      .filter((one) => one !== undefined)
      .map(({ exchange, symbol, slot, generation }) => ({ exchange, symbol, slot, generation })),
    pairs,
    endMs,
    bytes: [memory.windows, memory.series, memory.wakes, ...slabs.windows, ...slabs.series].reduce(
      (sum, buffer) => sum + buffer.byteLength,
      0,
    ),
    summary: {
      ...counts(data),
      rejected: Object.fromEntries(rejected),
      droppedBars: writer.droppedBars,
    },
    opportunities,
  }
}

function addPairs(
  writer: MockWriter,
  { opportunities }: MockData,
  instruments: readonly (LiveInstrument | undefined)[],
  nowMs: number,
): MockPair[] {
  const byIdentity = new Map(instruments.map((one) => [one?.identity, one]))
  const pairs: MockPair[] = []
  for (const { symbol, exchange1, exchange2 } of opportunities) {
    const leg1 = byIdentity.get(instrumentIdentity(exchange1, symbol))
    const leg2 = byIdentity.get(instrumentIdentity(exchange2, symbol))
    if (leg1 === undefined || leg2 === undefined) continue
    const { slot, generation } = writer.addPair(leg1, leg2, nowMs)
    const pair = { symbol, exchange1, exchange2 }
    pairs.push({ ...pair, key: pairKey(pair), slot, generation })
  }
  return pairs
}

function acceptedQuotes({ windows, points }: MockData, nowMs: number) {
  const rejected = new Map<string, number>()
  const order: QuoteOrder = { window: new Uint16Array(points), row: new Uint16Array(points) }
  const times = new Float64Array(points)
  let count = 0
  for (const [window, quotes] of windows.entries()) {
    for (let row = 0; row < quotes.timeMs.length; row++) {
      const fault = faultOf(quotes, row, nowMs)
      if (fault !== undefined) {
        rejected.set(fault, (rejected.get(fault) ?? 0) + 1)
        continue
      }
      order.window[count] = window
      order.row[count] = row
      times[count++] = quotes.timeMs[row]!
    }
  }
  const places = Uint32Array.from({ length: count }, (_, at) => at)
  // Typed arrays sort stably, too.
  places.sort((a, b) => times[a]! - times[b]!)
  return {
    order: {
      window: Uint16Array.from(places, (place) => order.window[place]!),
      row: Uint16Array.from(places, (place) => order.row[place]!),
    },
    rejected,
  }
}

function faultOf({ timeMs, bid, ask }: MockQuotes, row: number, nowMs: number) {
  const time = timeMs[row]!
  const fault = quoteFault(time, bid[row]!, ask[row]!)
  return fault ?? (time > nowMs + MAX_FUTURE_MS ? 'future' : undefined)
}

function counts({ opportunities, windows, points }: MockData) {
  return {
    opportunities: opportunities.length,
    windows: windows.length,
    points,
    largestWindowPoints: Math.max(0, ...windows.map(({ timeMs }) => timeMs.length)),
  }
}
