import { pairIdentity, pairKey, type Pair } from '@/lib/market/pair'
import type { FeedFields } from '@/lib/protocol/stream-line'
import { MarketEngine } from '@/lib/spread/market-engine'
import { DEFAULT_MARKET_LIMITS, type MarketLimits } from '@/lib/spread/market-limits'
import { instrumentIdentity, type LiveWindow } from '@/lib/spread/instrument'
import { createMarketMemory, type MarketMemory, type PoolName } from '@/lib/spread/market-memory'
import { SeriesReader } from '@/lib/spread/series-reader'

interface Entry extends Pair {
  readonly key: string
  readonly slot: number
  readonly generation: number
}

type Listeners<Args extends unknown[]> = Set<(...args: Args) => void>

/** A live market in this thread: the real engine writes, the real reader reads, the test quotes. */
export class LiveMarket {
  readonly pairs = new Map<string, Entry>()
  /** By `instrumentIdentity()`. */
  readonly windows = new Map<string, LiveWindow>()
  readonly memory: MarketMemory
  readonly reader: SeriesReader
  readonly engine: MarketEngine
  #feed: FeedFields = {
    ...{ state: 'connected', since_ms: 0, quotes_per_second: 0, lag_ms: null, rejected: {} },
  }
  readonly #slabs: Record<PoolName, (SharedArrayBuffer | undefined)[]> = { windows: [], series: [] }
  #windowSlabVersion = 0
  readonly #onPairs: Listeners<[readonly Entry[], readonly Entry[]]> = new Set()
  readonly #onWake: Listeners<[readonly number[]]> = new Set()
  readonly #onFeed: Listeners<[FeedFields]> = new Set()
  readonly #onSlab: Listeners<[PoolName, number, SharedArrayBuffer | undefined]> = new Set()

  constructor(limits: Partial<MarketLimits> = {}) {
    this.memory = createMarketMemory({ ...DEFAULT_MARKET_LIMITS, ...limits })
    this.reader = new SeriesReader(this.memory)
    this.engine = new MarketEngine(this.memory, {
      onPairAdded: ({ slot, generation, ...pair }) => {
        const entry = { ...pair, slot, generation, key: pairKey(pair) }
        this.pairs.set(pairIdentity(pair), entry)
        for (const listener of this.#onPairs) listener([entry], [])
      },
      onPairRemoved: (slot, generation) => {
        for (const [identity, entry] of this.pairs) {
          if (entry.slot !== slot || entry.generation !== generation) continue
          this.pairs.delete(identity)
          for (const listener of this.#onPairs) listener([], [entry])
        }
      },
      onWindowAdded: (window) => {
        this.windows.set(instrumentIdentity(window.exchange, window.symbol), window)
      },
      onWindowRemoved: (slot, generation) => {
        for (const [identity, window] of this.windows) {
          if (window.slot !== slot || window.generation !== generation) continue
          this.windows.delete(identity)
        }
      },
      onWake: (slot) => {
        for (const listener of this.#onWake) listener([slot])
      },
      onSlab: (pool, index, buffer) => {
        this.#slabs[pool][index] = buffer
        if (pool === 'series') this.reader.setSlab(index, buffer)
        else this.#windowSlabVersion++
        for (const listener of this.#onSlab) listener(pool, index, buffer)
      },
    })
  }

  windowSlabs(): readonly (SharedArrayBuffer | undefined)[] {
    return this.#slabs.windows
  }

  slabs(pool: PoolName): readonly (SharedArrayBuffer | undefined)[] {
    return this.#slabs[pool]
  }

  get windowSlabVersion(): number {
    return this.#windowSlabVersion
  }

  /** How many listeners are registered, of every kind. */
  get listeners(): number {
    return this.#onPairs.size + this.#onWake.size + this.#onFeed.size + this.#onSlab.size
  }

  quote(exchange: string, symbol: string, timeMs: number, bid: number, ask = bid * 1.0001): void {
    this.engine.quote(this.engine.instrument(exchange, symbol), timeMs, bid, ask, timeMs)
  }

  feed(): FeedFields {
    return this.#feed
  }

  clock(): number {
    return Date.now()
  }

  setFeed(change: Partial<FeedFields>): void {
    this.#feed = { ...this.#feed, ...change }
    for (const listener of this.#onFeed) listener(this.#feed)
  }

  onPairs(listener: (added: readonly Entry[], removed: readonly Entry[]) => void): () => void {
    return listen(this.#onPairs, listener)
  }

  onWake(listener: (slots: readonly number[]) => void): () => void {
    return listen(this.#onWake, listener)
  }

  onFeed(listener: (feed: FeedFields) => void): () => void {
    return listen(this.#onFeed, listener)
  }

  onSlab(
    listener: (pool: PoolName, index: number, buffer: SharedArrayBuffer | undefined) => void,
  ): () => void {
    return listen(this.#onSlab, listener)
  }

  /** It is always the same. */
  onMemory(_listener: () => void): () => void {
    return () => {}
  }
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
