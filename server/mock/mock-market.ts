import { pairIdentity } from '@/lib/market/pair'
import type { FeedFields } from '@/lib/protocol/stream-line'
import { instrumentIdentity, type LiveWindow } from '@/lib/spread/instrument'
import { createMarketMemory, type MarketMemory, type PoolName } from '@/lib/spread/market-memory'
import { SeriesReader } from '@/lib/spread/series-reader'
import type { BuiltMarket, MockBuildLimits, MockPair } from './built-market'

/** Enough for the one window and the one pair that memory without a set still has room for. */
const EMPTY_POOL_BYTES = 64 * 1024

type PairsListener = (added: readonly MockPair[], removed: readonly MockPair[]) => void

/** The feed of the live market: it goes on beside the mock one. */
export interface LiveFeed {
  feed(): FeedFields
  onFeed(listener: (feed: FeedFields) => void): () => void
}

/** The mock market for those who read markets: another one after every load, empty without a set. */
export class MockMarket {
  readonly #limits: Pick<MockBuildLimits, 'windowSeconds' | 'asofToleranceMs'>
  readonly #live: LiveFeed
  readonly #pairListeners = new Set<PairsListener>()
  readonly #memoryListeners = new Set<() => void>()
  #set: BuiltMarket | undefined
  #memory: MarketMemory
  #reader: SeriesReader
  #pairs: ReadonlyMap<string, MockPair> = new Map()
  #windows: ReadonlyMap<string, LiveWindow> = new Map()
  #windowSlabVersion = 0

  constructor(limits: Pick<MockBuildLimits, 'windowSeconds' | 'asofToleranceMs'>, live: LiveFeed) {
    this.#limits = limits
    this.#live = live
    this.#memory = emptyMemory(limits)
    this.#reader = new SeriesReader(this.#memory)
  }

  /** By `pairIdentity()`. */
  get pairs(): ReadonlyMap<string, MockPair> {
    return this.#pairs
  }

  /** By `instrumentIdentity()`. */
  get windows(): ReadonlyMap<string, LiveWindow> {
    return this.#windows
  }

  get reader(): SeriesReader {
    return this.#reader
  }

  get memory(): MarketMemory {
    return this.#memory
  }

  windowSlabs(): readonly (SharedArrayBuffer | undefined)[] {
    return this.slabs('windows')
  }

  /** The same of either pool. */
  slabs(pool: PoolName): readonly (SharedArrayBuffer | undefined)[] {
    if (this.#set === undefined) return []
    return pool === 'windows' ? this.#set.windowSlabs : this.#set.seriesSlabs
  }

  /** Grows with every change of `windowSlabs()` and of `memory`. */
  get windowSlabVersion(): number {
    return this.#windowSlabVersion
  }

  /** Epoch ms of the newest quote, at which the set stands still. */
  clock(): number {
    return this.#set?.endMs ?? Date.now()
  }

  /** It always does. */
  stoppedMs(): number {
    return this.clock()
  }

  /** The live feed's state: it is the connection that everybody shares. */
  feed(): FeedFields {
    const own = { pairs: this.#pairs.size, windows: this.#windows.size }
    return { ...this.#live.feed(), ...own, ...(this.#set && { clock_ms: this.#set.endMs }) }
  }

  /** Takes the place of what was there; undefined: nothing does. */
  replace(set: BuiltMarket | undefined): void {
    const removed = [...this.#pairs.values()]
    this.#pairs = new Map()
    this.#windows = new Map()
    this.#tell([], removed)
    this.#set = set
    this.#memory = set?.memory ?? emptyMemory(this.#limits)
    this.#reader = new SeriesReader(this.#memory)
    for (const [index, slab] of (set?.seriesSlabs ?? []).entries())
      this.#reader.setSlab(index, slab)
    this.#windowSlabVersion++
    this.#windows = new Map(
      set?.windows.map((one) => [instrumentIdentity(one.exchange, one.symbol), one]),
    )
    this.#pairs = new Map(set?.pairs.map((pair) => [pairIdentity(pair), pair]))
    for (const listener of this.#memoryListeners) listener()
    this.#tell([...this.#pairs.values()], [])
  }

  /** Each of these returns its undo. */
  onPairs(listener: PairsListener): () => void {
    this.#pairListeners.add(listener)
    return () => this.#pairListeners.delete(listener)
  }

  /** `memory` is another one. */
  onMemory(listener: () => void): () => void {
    this.#memoryListeners.add(listener)
    return () => this.#memoryListeners.delete(listener)
  }

  /** All slabs of a set are there from the start. */
  onSlab(_listener: (pool: PoolName, index: number, buffer: undefined) => void): () => void {
    return () => {}
  }

  /** Nothing changes in a set. */
  onWake(_listener: (slots: readonly number[]) => void): () => void {
    return () => {}
  }

  onFeed(listener: (feed: FeedFields) => void): () => void {
    return this.#live.onFeed(() => listener(this.feed()))
  }

  #tell(added: readonly MockPair[], removed: readonly MockPair[]): void {
    if (added.length + removed.length === 0) return
    for (const listener of this.#pairListeners) listener(added, removed)
  }
}

function emptyMemory(limits: Pick<MockBuildLimits, 'windowSeconds' | 'asofToleranceMs'>) {
  const { windowSeconds, asofToleranceMs } = limits
  return createMarketMemory({
    ...{ windowSeconds, asofToleranceMs },
    ...{ maxWindows: 1, maxPointsPerWindow: 1, windowMemoryBytes: EMPTY_POOL_BYTES },
    ...{ maxPairs: 1, seriesMemoryBytes: EMPTY_POOL_BYTES },
  })
}
