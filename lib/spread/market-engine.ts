import type { Pair } from '../market/pair'
import type { MarketMemory, PoolName } from './market-memory'

/** One symbol on one exchange, as the engine knows it. */
export interface Instrument {
  /** As first seen on the wire. */
  readonly exchange: string
  readonly symbol: string
}

/** A pair and where its series is found; `generation` tells it from earlier users of the slot. */
export interface LivePair extends Pair {
  readonly slot: number
  readonly generation: number
}

/** Called synchronously from `quote`, `instrument` and `sweep`. */
export interface MarketEvents {
  onPairAdded: (pair: LivePair) => void
  onPairRemoved: (slot: number, generation: number) => void
  /** The slot a reader armed has changed; it is disarmed now. */
  onWake: (slot: number) => void
  /** A new piece of shared memory is in use; readers need it before they can read what is in it. */
  onSlab: (pool: PoolName, index: number, buffer: SharedArrayBuffer) => void
}

export interface FeedStatus {
  up: boolean
  /** Epoch ms since when the feed is down; of no meaning while it is up. */
  downSinceMs: number
}

/** Totals since the start unless said otherwise. */
export interface MarketCounters {
  /** Held now. */
  windows: number
  pairs: number
  windowBytes: number
  seriesBytes: number
  quotes: number
  late: number
  points: number
  windowsEvicted: number
  pairsEvicted: number
  /** New pairs turned away because every pair held was updated within the last minute. */
  pairsRefused: number
  windowPagesTakenBack: number
  seriesPagesTakenBack: number
}

/** Every pair of exchanges of every symbol, joined quote by quote. The only writer of its memory. */
export class MarketEngine {
  constructor(_memory: MarketMemory, _events: MarketEvents) {
    throw new Error('MarketEngine: being built')
  }

  counters(): MarketCounters {
    throw new Error('MarketEngine: being built')
  }

  /** The same object for every spelling while it is held. */
  instrument(_exchange: string, _symbol: string): Instrument {
    throw new Error('MarketEngine: being built')
  }

  /**
   * Takes a quote that is already checked: finite, positive, not crossed, not from the future.
   * False: it is older than the latest of its instrument (late) and was kept out.
   */
  quote(
    _instrument: Instrument,
    _timeMs: number,
    _bid: number,
    _ask: number,
    _arrivalMs: number,
  ): boolean {
    throw new Error('MarketEngine: being built')
  }

  /** Opens holes and ages the hourly figures of pairs that went quiet; call it every 250 ms. */
  sweep(_nowMs: number, _feed: FeedStatus): void {
    throw new Error('MarketEngine: being built')
  }
}
