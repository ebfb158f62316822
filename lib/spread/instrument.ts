import { symbolIdentity } from '../market/symbol'
import type { Leg } from './leg'
import type { PairSeries } from './pair-series'

/** One symbol on one exchange. The latest quote is part of it; NaN before the first. */
export interface Instrument extends Leg {
  /** As first seen on the wire. */
  readonly exchange: string
  readonly symbol: string
  /** Of its quote window; NO_SLOT while it is not held. */
  readonly slot: number
  readonly generation: number
}

export const NO_SLOT = -1

/** Where the quotes of an instrument are found; `generation` tells it from earlier users of the slot. */
export interface LiveWindow {
  /** As first seen on the wire. */
  readonly exchange: string
  readonly symbol: string
  readonly slot: number
  readonly generation: number
}

export interface WindowEvents {
  onWindowAdded: (window: LiveWindow) => void
  /** Its quotes can no longer be read, and its pairs have been removed. */
  onWindowRemoved: (slot: number, generation: number) => void
}

/** What makes two spellings one instrument. */
export function instrumentIdentity(exchange: string, symbol: string): string {
  // One string; a template would keep its parts, and a full collection looks at each of them.
  return [exchange.toUpperCase(), symbolIdentity(symbol)].join(':')
}

/** An array of its own for each that is in no pair would be one more object to look at as well. */
const NO_PAIRS: readonly PairSeries[] = []

/** The engine's own view of an instrument. */
export class LiveInstrument implements Instrument {
  readonly identity: string
  readonly exchange: string
  readonly symbol: string
  pairs = NO_PAIRS
  slot = NO_SLOT
  generation = 0
  /** Whether it has quoted since it got its slot and so takes part in pairs. */
  isListed = false
  // NaN keeps these fields doubles for the engine that compiles them; 0 would make them integers.
  timeMs = NaN
  previousMs = NaN
  bid = NaN
  ask = NaN
  arrivalMs = NaN
  /** The row of its window up to which its quotes have been counted. */
  countedRow = 0

  constructor(exchange: string, symbol: string) {
    this.identity = instrumentIdentity(exchange, symbol)
    this.exchange = exchange
    this.symbol = symbol
  }

  take(timeMs: number, bid: number, ask: number, arrivalMs: number): void {
    this.previousMs = this.timeMs
    this.timeMs = timeMs
    this.bid = bid
    this.ask = ask
    this.arrivalMs = arrivalMs
  }

  addPair(series: PairSeries): void {
    this.pairs = [...this.pairs, series]
  }

  removePair(series: PairSeries): void {
    this.pairs = this.pairs.filter((other) => other !== series)
  }

  forget(): void {
    this.slot = NO_SLOT
    this.isListed = false
    this.take(NaN, NaN, NaN, NaN)
    this.countedRow = 0
  }
}
