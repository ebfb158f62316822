import { eitherLegJoin, type LegColumns } from '@/lib/spread/join'
import { MarketEngine } from '@/lib/spread/market-engine'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createMarketMemory } from '@/lib/spread/market-memory'
import { SlidingBands } from '@/lib/spread/sliding-bands'
import { bidSpread, buy1Sell2, buy2Sell1 } from '@/lib/spread/spread'
import { SortedRing } from './sorted-ring'

export const name = 'engine'

const QUOTES = 1_000_000
const QUOTES_PER_SECOND = 100_000
const SWEEP_EVERY_QUOTES = QUOTES_PER_SECOND / 4
const RECOMPUTED_POINTS = 3_600
const RECOMPUTATIONS = 100
const START_MS = Date.UTC(2025, 10, 8, 12)
const BAND_POINTS = 200

/**
 * What a quote costs for each pair it touches: three spreads, their bands, the bar, the figures of
 * the hour and the quote's window; in processor time of this thread, so that other programs of the
 * machine count little. Then the two ways not taken.
 */
export async function run(): Promise<void> {
  for (const [symbols, exchanges] of [[1, 2], [16, 2], [16, 5], [100, 5], [200, 5]] as const) {
    measureEngine(symbols, exchanges)
  } // prettier-ignore
  measureRecompute()
  measureBands()
}

function measureEngine(symbols: number, exchanges: number): void {
  const ignore = () => {}
  const engine = new MarketEngine(createMarketMemory(DEFAULT_MARKET_LIMITS), {
    onPairAdded: ignore,
    onPairRemoved: ignore,
    onWindowAdded: ignore,
    onWindowRemoved: ignore,
    onWake: ignore,
    onSlab: ignore,
  })
  const instruments = Array.from({ length: symbols * exchanges }, (_, index) =>
    engine.instrument(`Exchange${index % exchanges}`, `S${Math.floor(index / exchanges)}_USDT`),
  )
  const random = lehmer(1)
  const prices = new Float64Array(instruments.length).fill(100)
  const which = Int32Array.from({ length: QUOTES }, () => Math.floor(random() * prices.length))
  const bids = Float64Array.from(which, (index) => {
    prices[index]! += (100 - prices[index]!) * 0.001 + (random() - 0.5) * 0.05
    return prices[index]!
  })
  const feed = { up: true, downSinceMs: NaN }
  let sent = 0
  const send = () => {
    for (let i = 0; i < QUOTES; i++, sent++) {
      const timeMs = START_MS + (sent / QUOTES_PER_SECOND) * 1_000
      if (sent % SWEEP_EVERY_QUOTES === 0) engine.sweep(timeMs, feed)
      engine.quote(instruments[which[i]!]!, timeMs, bids[i]!, bids[i]! + 0.01, timeMs)
    }
  }
  send()
  const nanoseconds = cpuNanoseconds(send) / QUOTES
  const { pairs } = engine.counters()
  const perPair = nanoseconds / (exchanges - 1)
  console.log(
    `${String(pairs).padStart(5)} pairs, ${exchanges - 1} touched by a quote: ` +
      `${perPair.toFixed(0)} ns a quote and pair, ${nanoseconds.toFixed(0)} ns a quote`,
  )
}

/** Joining the whole window anew for every quote, as earlier dashboards did; in typed arrays. */
function measureRecompute(): void {
  const random = lehmer(2)
  const leg = (): LegColumns => {
    const rows = RECOMPUTED_POINTS / 2
    const bid = Float64Array.from({ length: rows }, () => 100 + random())
    const timeMs = Float64Array.from(
      { length: rows },
      (_, row) => START_MS + row * 1_000 * random(),
    )
    return { timeMs: timeMs.sort(), bid, ask: bid.map((price) => price + 0.01) }
  }
  const [leg1, leg2] = [leg(), leg()]
  const spreads = new Float64Array(3)
  const nanoseconds = cpuNanoseconds(() => {
    for (let count = 0; count < RECOMPUTATIONS; count++) {
      const { row1, row2 } = eitherLegJoin(leg1, leg2, 1_000_000)
      const bands = new SlidingBands()
      for (let point = 0; point < row1.length; point++) {
        const [one, two] = [row1[point]!, row2[point]!]
        spreads[0] = bidSpread(leg1.bid[one]!, leg2.bid[two]!)
        spreads[1] = buy2Sell1(leg1.bid[one]!, leg2.ask[two]!)
        spreads[2] = buy1Sell2(leg1.ask[one]!, leg2.bid[two]!)
        bands.add(spreads, false)
      }
    }
  })
  const each = nanoseconds / RECOMPUTATIONS
  console.log(`baseline, whole window of ${RECOMPUTED_POINTS} points anew: ${each.toFixed(0)} ns`)
}

/** Three bands by tails and by whole sorted rings, scattered values. */
function measureBands(): void {
  const random = lehmer(3)
  const values = Float64Array.from({ length: QUOTES * 3 }, random)
  const bands = new SlidingBands()
  const tails = cpuNanoseconds(() => {
    for (let i = 0; i < QUOTES; i++) bands.add(values.subarray(i * 3, i * 3 + 3), false)
  })
  const rings = [1, 2, 3].map(() => new SortedRing(BAND_POINTS))
  const sorted = cpuNanoseconds(() => {
    for (let i = 0; i < QUOTES * 3; i++) rings[i % 3]!.push(values[i]!)
  })
  console.log(
    `bands of three kinds: tails ${(tails / QUOTES).toFixed(0)} ns, ` +
      `baseline, whole sorted rings ${(sorted / QUOTES).toFixed(0)} ns`,
  )
}

function cpuNanoseconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  return process.cpuUsage(before).user * 1_000
}

/** Numbers in [0, 1), the same at every run. */
function lehmer(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 0x7fffffff
    return state / 0x7fffffff
  }
}
