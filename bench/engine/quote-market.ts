import type { LegColumns } from '@/lib/spread/join'
import type { LivePair } from '@/lib/spread/pair-directory'
import { MarketEngine } from '@/lib/spread/market-engine'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import { createMarketMemory } from '@/lib/spread/market-memory'
import { createRowColumns, createSeriesHead } from '@/lib/spread/series-columns'
import { SeriesReader } from '@/lib/spread/series-reader'
import { seededRandom } from '@/lib/spread/testing/seeded-random'
import { type LastPoint, lastPointOf } from './typed-recompute'

export interface MarketShape {
  readonly symbols: number
  readonly exchanges: number
  /** Held by each window before anything is measured; its limit, so that each quote drops one. */
  readonly points: number
  /** Each has 20 pairs, and a pair is armed anew for all of them with every flush. */
  readonly watchers: number
}

const QUOTE_MS = 10
const START_MS = Date.UTC(2025, 10, 8, 12)
const SWEEP_MS = 250
const FLUSH_MS = 200
const PAIRS_PER_WATCHER = 20
/** Then they come again. */
const DIFFERENT_QUOTES = 1_000_000
/** More than the bands look back. */
const CHECKED_QUOTES = 300
const FEED = { up: true, downSinceMs: NaN }

/**
 * An engine and quotes for it: in every round of 10 ms each instrument quotes once, in an order of its
 * own, 0.01 between bid and ask.
 */
export class QuoteMarket {
  readonly instruments: number
  readonly #shape: MarketShape
  readonly #engine: MarketEngine
  readonly #reader: SeriesReader
  readonly #pairs: LivePair[] = []
  readonly #handles: ReturnType<MarketEngine['instrument']>[]
  readonly #rounds: number
  readonly #order: Int32Array
  readonly #bids: Float64Array
  readonly #watched: Int32Array
  #round = 0
  #sweptMs = START_MS
  #flushedMs = START_MS
  #woken = 0

  constructor(shape: MarketShape) {
    const { symbols, exchanges, points, watchers } = shape
    const pairs = (symbols * exchanges * (exchanges - 1)) / 2
    const limits = { ...DEFAULT_MARKET_LIMITS, maxPairs: pairs, maxPointsPerWindow: points }
    const memory = createMarketMemory(limits)
    this.#shape = shape
    this.instruments = symbols * exchanges
    this.#reader = new SeriesReader(memory)
    this.#engine = new MarketEngine(memory, {
      onPairAdded: (pair) => this.#pairs.push(pair),
      onPairRemoved: () => {},
      onWindowAdded: () => {},
      onWindowRemoved: () => {},
      onWake: () => this.#woken++,
      onSlab: (pool, index, buffer) => {
        if (pool === 'series') this.#reader.setSlab(index, buffer)
      },
    })
    this.#handles = Array.from({ length: this.instruments }, (_, at) =>
      this.#engine.instrument(`Exchange${at % exchanges}`, `S${Math.floor(at / exchanges)}_USDT`),
    )
    const random = seededRandom(1)
    this.#rounds = Math.ceil(DIFFERENT_QUOTES / this.instruments)
    this.#order = shuffledRounds(this.#rounds, this.instruments, random)
    this.#bids = walks(this.instruments, this.#order, random)
    this.#watched = Int32Array.from({ length: Math.min(pairs, watchers * PAIRS_PER_WATCHER) }).map(
      (_, at) => at,
    )
    while (this.#round < points + 1) this.send(this.instruments)
  }

  /** The first one made. */
  get firstPair(): LivePair {
    const [pair] = this.#pairs
    if (pair === undefined) throw new Error('engine: no pair was made')
    return pair
  }

  /** Sends at least so many quotes, in whole rounds, and tells how many. */
  send(quotes: number): number {
    const rounds = Math.ceil(quotes / this.instruments)
    for (let round = 0; round < rounds; round++) this.#sendRound()
    return rounds * this.instruments
  }

  /** @throws Error unless everything arrived, and the first and last pair are what a batch makes of it */
  check(): void {
    const { windowPoints, late, pairs } = this.#engine.counters()
    const { points, watchers } = this.#shape
    if (windowPoints !== this.instruments * points) throw new Error('engine: windows not full')
    if (late !== 0 || pairs !== this.#pairs.length) throw new Error('engine: late quotes')
    if (watchers > 0 !== this.#woken > 0) throw new Error('engine: nobody was woken')
    for (const pair of [this.#pairs.at(0), this.#pairs.at(-1)]) {
      if (pair !== undefined) this.#checkPair(pair)
    }
  }

  #checkPair(pair: LivePair): void {
    const leg1 = this.lastQuotes(pair.exchange1, pair.symbol, CHECKED_QUOTES)
    const leg2 = this.lastQuotes(pair.exchange2, pair.symbol, CHECKED_QUOTES)
    const wanted = lastPointOf(leg1, leg2)
    const found = this.lastPoint(pair)
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      throw new Error(
        `engine: ${JSON.stringify(found)}, a batch makes it ${JSON.stringify(wanted)}`,
      )
    }
  }

  /** As the engine has it. */
  lastPoint({ slot, generation }: LivePair): LastPoint {
    const head = createSeriesHead()
    const rows = createRowColumns(this.#reader.maxRows)
    if (this.#reader.readHead(slot, generation, head) !== 'ok') throw new Error('engine: no head')
    const bands = [0, 1, 2].map((kind) => {
      if (this.#reader.readRows(slot, generation, 0, kind, rows) !== 'ok') {
        throw new Error('engine: no rows')
      }
      return { upper: rows.upper[rows.length - 1]!, lower: rows.lower[rows.length - 1]! }
    })
    return { timeMs: head.lastPointMs, spreads: [...head.now], bands }
  }

  /** Of one instrument, oldest first. */
  lastQuotes(exchange: string, symbol: string, count: number): LegColumns {
    const instrument = this.#handles.indexOf(this.#engine.instrument(exchange, symbol))
    const quotes: { timeMs: number; bid: number; ask: number }[] = []
    const first = Math.max(0, this.#round - count)
    for (let round = first; round < this.#round; round++) {
      const from = (round % this.#rounds) * this.instruments
      const place = this.#order.subarray(from, from + this.instruments).indexOf(instrument)
      const bid = this.#bids[from + place]!
      quotes.push({ timeMs: this.#timeOf(round, place), bid, ask: bid + 0.01 })
    }
    return {
      timeMs: Float64Array.from(quotes, ({ timeMs }) => timeMs),
      bid: Float64Array.from(quotes, ({ bid }) => bid),
      ask: Float64Array.from(quotes, ({ ask }) => ask),
    }
  }

  #sendRound(): void {
    const first = (this.#round % this.#rounds) * this.instruments
    for (let place = 0; place < this.instruments; place++) {
      const timeMs = this.#timeOf(this.#round, place)
      const bid = this.#bids[first + place]!
      const instrument = this.#handles[this.#order[first + place]!]!
      this.#engine.quote(instrument, timeMs, bid, bid + 0.01, timeMs)
    }
    this.#round++
    this.#passTime(this.#timeOf(this.#round, 0))
  }

  #passTime(nowMs: number): void {
    if (nowMs - this.#sweptMs >= SWEEP_MS) {
      this.#engine.sweep(nowMs, FEED)
      this.#sweptMs = nowMs
    }
    if (nowMs - this.#flushedMs < FLUSH_MS) return
    for (const slot of this.#watched) this.#reader.arm(slot)
    this.#flushedMs = nowMs
  }

  #timeOf(round: number, place: number): number {
    return START_MS + round * QUOTE_MS + (place / this.instruments) * QUOTE_MS
  }
}

/** Which instrument quotes, round by round. */
function shuffledRounds(count: number, instruments: number, random: () => number): Int32Array {
  const rounds = new Int32Array(count * instruments)
  for (let first = 0; first < rounds.length; first += instruments) {
    const round = rounds.subarray(first, first + instruments)
    for (let at = 0; at < instruments; at++) {
      const other = Math.floor(random() * (at + 1))
      round[at] = round[other]!
      round[other] = at
    }
  }
  return rounds
}

/** Bids for them: a walk of each instrument that tends to 100. */
function walks(instruments: number, order: Int32Array, random: () => number): Float64Array {
  const prices = new Float64Array(instruments).fill(100)
  return Float64Array.from(order, (instrument) => {
    prices[instrument]! += (100 - prices[instrument]!) * 0.001 + (random() - 0.5) * 0.05
    return prices[instrument]!
  })
}
