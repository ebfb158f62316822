import type { Instrument } from '@/lib/spread/instrument'
import { MarketEngine } from '@/lib/spread/market-engine'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createMarketMemory } from '@/lib/spread/market-memory'
import type { Fill } from './fill'

const START_MS = Date.UTC(2025, 10, 8, 12)
/** So many of a window after each other: pages of all windows lie mixed, and yet it does not take hours. */
const BURST = 100
const PAGE_BYTES = 3_072
/** The budgets: what the targets allow, and for bars what a row takes. */
const POINT_BYTES = 26
const BAR_BYTES = 140
/** A pair whose bars go back an hour has begun a page more. */
const SPARE_ROWS = 128

/**
 * Fills the real engine by its own door, quote by quote. Windows: an exchange each, so that there are no
 * pairs. Bars: two exchanges, both quoting every second, and windows that hold next to nothing.
 */
export function fillMarket({ of, slots, filled, each }: Fill): { items: () => number } {
  const isBars = of === 'bars'
  const engine = new MarketEngine(
    createMarketMemory({
      ...DEFAULT_MARKET_LIMITS,
      maxWindows: isBars ? slots * 2 : slots,
      maxPointsPerWindow: isBars ? 1 : each,
      windowMemoryBytes: isBars ? (slots * 2 + 1) * PAGE_BYTES : slots * each * POINT_BYTES,
      maxPairs: isBars ? slots : 1,
      seriesMemoryBytes: (isBars ? slots * (each + SPARE_ROWS) : 2 * SPARE_ROWS) * BAR_BYTES,
    }),
    {
      onPairAdded: () => {},
      onPairRemoved: () => {},
      onWindowAdded: () => {},
      onWindowRemoved: () => {},
      onWake: () => {},
      onSlab: () => {},
    },
  )
  const exchanges = isBars ? ['Binance', 'Bybit'] : ['Binance']
  const legs = Array.from({ length: filled }, (_, symbol) =>
    exchanges.map((exchange) => engine.instrument(exchange, `S${symbol}_USDT`)),
  )
  for (let from = 0; from < each; from += BURST) {
    for (const pair of legs) send(engine, pair, from, Math.min(each, from + BURST))
  }
  return { items: () => itemsOf(engine, isBars, filled, each) }
}

function send(
  engine: MarketEngine,
  legs: readonly Instrument[],
  fromSecond: number,
  toSecond: number,
): void {
  for (let second = fromSecond; second < toSecond; second++) {
    const timeMs = START_MS + second * 1_000
    const bid = 100 + (second % 17) / 100
    for (const leg of legs) engine.quote(leg, timeMs, bid, bid + 0.01, timeMs)
  }
}

/** @throws Error unless all of it is held */
function itemsOf(engine: MarketEngine, isBars: boolean, filled: number, each: number): number {
  const { windowPoints, longestSeries, pairs, points } = engine.counters()
  const items = filled * each
  // A point more for each second: the second leg's takes the place of the first one's.
  const isWhole = isBars
    ? pairs === filled && longestSeries === each && points >= items
    : windowPoints === items
  if (!isWhole) throw new Error(`windows: not all of ${items} are held`)
  return items
}
