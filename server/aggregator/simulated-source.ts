import { EXCHANGES, quotedDecimals, simulatedInstrument, symbolProfile } from './catalogue'
import { EpisodeSchedule } from './episode-schedule'
import { EventSchedule } from './event-schedule'
import { FairPrice } from './fair-price'
import { Leg } from './leg'
import type { Instrument, MarketEvent, Trade } from './market-event'
import type { QuoteSource } from './quote-source'
import { Random } from './random'

export interface SimulatedOptions {
  readonly seed: number
  readonly symbols: number
  readonly exchanges: number
  /** Quotes a second, over all instruments. */
  readonly rate: number
  /** Trades for each quote, 0 to 1. */
  readonly trades: number
}

/** Arrival comes in flurries: this share of the gaps is this much shorter than the mean. */
const FLURRY_SHARE = 0.3
const FLURRY_GAP = 0.15
const QUIET_GAP = (1 - FLURRY_SHARE * FLURRY_GAP) / (1 - FLURRY_SHARE)

/** No gap is longer than this, or than six mean gaps where those are longer: legs join within 2 s. */
const LONGEST_GAP_MS = 1_500
const LONGEST_MEAN_GAPS = 6

/** Simulated quotes without end. What comes depends on the options alone, not on when it is taken. */
export class SimulatedSource implements QuoteSource {
  readonly kind = 'simulated'
  readonly instruments: readonly Instrument[]
  readonly #random: Random
  readonly #legs: readonly Leg[]
  readonly #meanGapMs: readonly number[]
  readonly #episodes: EpisodeSchedule
  readonly #schedule: EventSchedule
  readonly #tradeShare: number

  constructor(options: SimulatedOptions) {
    this.#random = new Random(options.seed)
    const symbols = createLegs(options, this.#random)
    this.#legs = symbols.flat()
    this.instruments = this.#legs.map((leg) => leg.instrument)
    this.#meanGapMs = meanGaps(options)
    this.#episodes = new EpisodeSchedule(this.#random, symbols)
    this.#schedule = new EventSchedule(this.#meanGapMs.map((mean) => this.#random.next() * mean))
    this.#tradeShare = options.trades
  }

  /** The next event; time never goes back. */
  next(): MarketEvent {
    const owner = this.#schedule.nextOwner
    const atMs = this.#schedule.nextMs
    this.#schedule.replaceNext(atMs + this.#gapMs(this.#meanGapMs[owner]!))
    this.#episodes.advance(atMs)
    const leg = this.#legs[owner]!
    const { bidUnits, askUnits } = leg.quote(atMs)
    const unitsPerPrice = 10 ** leg.decimals
    const bid = bidUnits / unitsPerPrice
    const ask = askUnits / unitsPerPrice
    const trade = this.#random.next() < this.#tradeShare ? this.#trade(leg, bid, ask) : undefined
    return { instrument: leg.instrument, atMs, bid, ask, decimals: leg.decimals, trade }
  }

  take(nowMs: number): MarketEvent | undefined {
    return this.#schedule.nextMs <= nowMs ? this.next() : undefined
  }

  knowsExchange(exchange: string): boolean {
    const wanted = exchange.toUpperCase()
    return this.instruments.some((instrument) => instrument.exchange.toUpperCase() === wanted)
  }

  async close(): Promise<void> {}

  #gapMs(mean: number): number {
    const flurry = this.#random.next() < FLURRY_SHARE
    const gap = this.#random.exponential(mean * (flurry ? FLURRY_GAP : QUIET_GAP))
    return Math.min(gap, Math.max(LONGEST_GAP_MS, LONGEST_MEAN_GAPS * mean))
  }

  #trade(leg: Leg, bid: number, ask: number): Trade {
    const buy = this.#random.next() < 0.5
    const { quantityStep } = leg.instrument
    const steps = Math.ceil(this.#random.exponential(500 / (ask * quantityStep)))
    const quantity = Number((Math.max(1, steps) * quantityStep).toFixed(8))
    return { price: buy ? ask : bid, quantity, side: buy ? 'Buy' : 'Sell' }
  }
}

/** The legs of each symbol. */
function createLegs(options: SimulatedOptions, random: Random): Leg[][] {
  const symbols: Leg[][] = []
  for (let rank = 0; rank < options.symbols; rank++) {
    const symbol = symbolProfile(rank)
    const volatility = random.between(0.00006, 0.00014)
    const fair = new FairPrice(random, symbol.price, volatility)
    const exchanges = EXCHANGES.slice(0, options.exchanges)
    const legs = exchanges.map((exchange, position) => {
      const index = rank * exchanges.length + position
      const instrument = simulatedInstrument(index, exchange, symbol)
      return new Leg(instrument, quotedDecimals(exchange, symbol), exchange, fair, random)
    })
    symbols.push(legs)
  }
  return symbols
}

/** Milliseconds between the quotes of each instrument; the first symbols quote up to twice as often. */
function meanGaps(options: SimulatedOptions): number[] {
  const weights: number[] = []
  for (let rank = 0; rank < options.symbols; rank++) {
    const bySymbol = 0.75 + 0.75 * Math.exp(-rank / 4)
    for (const exchange of EXCHANGES.slice(0, options.exchanges)) {
      weights.push(bySymbol * exchange.activity)
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (1_000 * total) / (options.rate * weight))
}
