import type { ExchangeProfile } from './catalogue'
import type { FairPrice } from './fair-price'
import type { Instrument } from './market-event'
import type { Random } from './random'

/** An excursion of one leg: it opens, stays a while, closes. */
export interface Episode {
  readonly fromMs: number
  readonly lengthMs: number
  /** Percent of the price; negative: cheaper than elsewhere. */
  readonly peakPct: number
}

/** Shares of an episode spent opening and closing. */
const OPENING = 0.12
const CLOSING = 0.2

/** Noise of a single quote, percent. */
const QUOTE_NOISE_PCT = 0.002

/** One in this many legs stands apart from the others for good, by up to 0.2 %. */
const APART_ONE_IN = 12

/** One symbol on one exchange: how far it stands from the fair price, and how wide it quotes. */
export class Leg {
  readonly instrument: Instrument
  /** Of bid, ask and price step. */
  readonly decimals: number
  readonly #fair: FairPrice
  readonly #random: Random
  readonly #delayMs: number
  readonly #unitsPerPrice: number
  readonly #widthPct: number
  readonly #meanPct: number
  readonly #deviationPct: number
  readonly #returnMs: number
  #offsetPct: number
  #offsetAtMs = 0
  #episode: Episode | undefined

  constructor(
    instrument: Instrument,
    decimals: number,
    exchange: ExchangeProfile,
    fair: FairPrice,
    random: Random,
  ) {
    this.instrument = instrument
    this.decimals = decimals
    this.#fair = fair
    this.#random = random
    this.#delayMs = exchange.delayMs
    this.#unitsPerPrice = 10 ** decimals
    this.#widthPct = exchange.width * random.between(0.008, 0.03)
    const apart = random.index(APART_ONE_IN) === 0
    this.#meanPct = apart ? random.between(-0.2, 0.2) : random.normal() * 0.012
    this.#deviationPct = random.between(0.01, 0.035)
    this.#returnMs = random.between(8_000, 45_000)
    this.#offsetPct = this.#meanPct + this.#deviationPct * random.normal()
  }

  get inEpisode(): boolean {
    return this.#episode !== undefined
  }

  begin(episode: Episode): void {
    this.#episode = episode
  }

  /** Bid and ask in whole price steps of `10 ** -decimals`, bid below ask. Times must not go back. */
  quote(timeMs: number): { bidUnits: number; askUnits: number } {
    this.#fair.advance(timeMs)
    const random = this.#random
    const aside = this.#advanceOffset(timeMs) + this.#excessPct(timeMs)
    const fair = this.#fair.at(timeMs - this.#delayMs)
    const middle = fair * (1 + (aside + QUOTE_NOISE_PCT * random.normal()) / 100)
    const width = ((middle * this.#widthPct) / 100) * random.between(0.7, 1.3)
    const bidUnits = Math.max(1, Math.floor((middle - width / 2) * this.#unitsPerPrice))
    const widthUnits = Math.max(1, Math.round(width * this.#unitsPerPrice))
    return { bidUnits, askUnits: bidUnits + widthUnits }
  }

  // Ornstein and Uhlenbeck, exact for any distance in time.
  #advanceOffset(timeMs: number): number {
    const kept = Math.exp((this.#offsetAtMs - timeMs) / this.#returnMs)
    const spread = this.#deviationPct * Math.sqrt(1 - kept * kept)
    this.#offsetPct =
      this.#meanPct + (this.#offsetPct - this.#meanPct) * kept + spread * this.#random.normal()
    this.#offsetAtMs = timeMs
    return this.#offsetPct
  }

  #excessPct(timeMs: number): number {
    const episode = this.#episode
    if (episode === undefined) return 0
    const progress = (timeMs - episode.fromMs) / episode.lengthMs
    if (progress >= 1) {
      this.#episode = undefined
      return 0
    }
    const opened = Math.min(1, progress / OPENING, (1 - progress) / CLOSING)
    return episode.peakPct * opened * (0.92 + 0.1 * Math.sin(progress * 9))
  }
}
