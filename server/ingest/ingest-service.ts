import type { MessagePort } from 'node:worker_threads'
import type { FeedState } from '@/lib/market/feed'
import type { Pair } from '@/lib/market/pair'
import type { FeedFields } from '@/lib/protocol/stream-line'
import { DEFAULT_HEARTBEAT, type HeartbeatLimits } from '@/lib/socket/heartbeat-socket'
import type { LiveWindow } from '@/lib/spread/instrument'
import type { Evicted } from '@/lib/spread/market-engine'
import type { MarketLimits } from '@/lib/spread/market-limits'
import type { MarketMemory, PoolName } from '@/lib/spread/market-memory'
import type { SeriesReader } from '@/lib/spread/series-reader'
import { Evictions } from './evictions'
import type { IngestCounters, IngestMessage, LogEntry } from './ingest-message'
import { IngestWorker } from './ingest-worker'
import { Listeners } from './listeners'
import { LiveMemory } from './live-memory'
import { LivePairs, type PairEntry } from './live-pairs'
import { LiveWindows } from './live-windows'

export interface IngestServiceOptions {
  /** Where the quotes come from; undefined: none are wanted. */
  url: string | undefined
  limits: MarketLimits
  /** The bundled `ingest.thread.js`. */
  threadFile: URL | string
  heartbeat?: HeartbeatLimits
  /** Where quotes and trades are recorded, asked for each time the worker starts; none: nowhere. */
  connectRecorder?: () => MessagePort
  /** Called when much memory was given back because the market shrank; this thread holds it no more. */
  onGivenBack?: () => void
  log: (entry: LogEntry) => void
}

/**
 * The live market as the main thread sees it: starts the worker that fills it, knows its windows and
 * pairs, and hands out its memory. A worker that dies is started again; every window and pair is then
 * removed and the memory is another.
 *
 * `start` once; `stop` any number of times, and no thread and no timer is left after it.
 */
export class IngestService {
  readonly #limits: MarketLimits
  readonly #log: (entry: LogEntry) => void
  readonly #onGivenBack: (() => void) | undefined
  readonly #connectRecorder: (() => MessagePort) | undefined
  readonly #livePairs = new LivePairs()
  readonly #liveWindows = new LiveWindows()
  readonly #pairListeners = new Listeners<[readonly PairEntry[], readonly PairEntry[]]>()
  readonly #wakeListeners = new Listeners<[readonly number[]]>()
  readonly #feedListeners = new Listeners<[FeedFields]>()
  readonly #slabListeners = new Listeners<[PoolName, number, SharedArrayBuffer | undefined]>()
  readonly #memoryListeners = new Listeners<[]>()
  readonly #evictions = new Evictions()
  /** Undefined: no quotes are wanted. */
  readonly #worker: IngestWorker | undefined
  #memory: LiveMemory
  #windowSlabVersion = 0
  #legOrder: readonly Pair[] = []
  #feed: FeedFields
  #counters: IngestCounters | undefined

  /** @throws RangeError when the limits do not fit together, naming the numbers */
  constructor(options: IngestServiceOptions) {
    const { url, limits, threadFile, heartbeat = DEFAULT_HEARTBEAT, log } = options
    this.#limits = limits
    this.#log = log
    this.#onGivenBack = options.onGivenBack
    this.#connectRecorder = options.connectRecorder
    this.#memory = new LiveMemory(limits)
    this.#feed = idleFeed(url === undefined ? 'disabled' : 'connecting')
    if (url === undefined) return
    this.#worker = new IngestWorker({
      threadFile,
      setup: () => ({ url, memory: this.memory, heartbeat, legOrder: this.#legOrder }),
      onMessage: (message) => this.#onMessage(message),
      onStarted: () => this.record(),
      onLost: (failures, restartMs) => this.#onLost(failures, restartMs),
      log,
    })
  }

  /** By `pairIdentity()`. */
  get pairs(): ReadonlyMap<string, PairEntry> {
    return this.#livePairs.byIdentity
  }

  get reader(): SeriesReader {
    return this.#memory.reader
  }

  /** By `instrumentIdentity()`. */
  get windows(): ReadonlyMap<string, LiveWindow> {
    return this.#liveWindows.byIdentity
  }

  /** Like `reader` another one after the worker was started again. */
  get memory(): MarketMemory {
    return this.#memory.memory
  }

  /** What a `WindowReader` of `memory` needs, by slab index; undefined: none, or given back. */
  windowSlabs(): readonly (SharedArrayBuffer | undefined)[] {
    return this.slabs('windows')
  }

  /** The same of either pool. */
  slabs(pool: PoolName): readonly (SharedArrayBuffer | undefined)[] {
    return this.#memory.slabs(pool)
  }

  /** Grows with every change of `windowSlabs()` and of `memory`. */
  get windowSlabVersion(): number {
    return this.#windowSlabVersion
  }

  feed(): FeedFields {
    return this.#feed
  }

  clock(): number {
    return Date.now()
  }

  /** At most a second old; undefined while no worker runs. They begin anew with each worker. */
  counters(): IngestCounters | undefined {
    return this.#counters
  }

  /**
   * Pairs whose legs are to be in another order than that of their names, instead of those before; the
   * first 10,000 count. Pairs that are the other way round are removed and made again from the quotes
   * that are held.
   */
  setLegOrder(pairs: readonly Pair[]): void {
    // Only what is asked for crosses to the worker, whatever else the objects hold.
    this.#legOrder = pairs.map(({ symbol, exchange1, exchange2 }) => {
      return { symbol, exchange1, exchange2 }
    })
    this.#worker?.tell({ type: 'leg_order', pairs: this.#legOrder })
  }

  /**
   * Evicts the half of the windows that have not quoted for longest, with their pairs, while quotes
   * are taken. Resolves when the worker has given their memory back; it is free once garbage was
   * collected on this thread as well. A worker that ends meanwhile has evicted nothing.
   */
  evictHalf(): Promise<Evicted> {
    return this.#evictions.request((request) => {
      this.#worker?.tell({ type: 'evict_half', request })
      return this.#worker?.isRunning === true
    })
  }

  /** Sends what is recorded over another connection than before. */
  record(): void {
    if (this.#worker === undefined || this.#connectRecorder === undefined) return
    const port = this.#connectRecorder()
    this.#worker.tell({ type: 'record', port }, [port])
  }

  /** Each of these returns its undo. */
  onPairs(
    listener: (added: readonly PairEntry[], removed: readonly PairEntry[]) => void,
  ): () => void {
    return this.#pairListeners.add(listener)
  }

  onWake(listener: (slots: readonly number[]) => void): () => void {
    return this.#wakeListeners.add(listener)
  }

  /** Told of every change of state, and every second of the figures. */
  onFeed(listener: (feed: FeedFields) => void): () => void {
    return this.#feedListeners.add(listener)
  }

  /** Told of every slab that came into use, or was given back: undefined. */
  onSlab(
    listener: (pool: PoolName, index: number, buffer: SharedArrayBuffer | undefined) => void,
  ): () => void {
    return this.#slabListeners.add(listener)
  }

  /** `memory` is another one, without slabs and pairs. */
  onMemory(listener: () => void): () => void {
    return this.#memoryListeners.add(listener)
  }

  /** Resolves when the worker runs. Rejects, leaving nothing, when it does not. */
  async start(): Promise<void> {
    await this.#worker?.start()
  }

  async stop(): Promise<void> {
    await this.#worker?.stop()
    this.#evictions.giveUp()
  }

  #onLost(failures: number, restartMs: number): void {
    const removed = this.#livePairs.clear()
    this.#liveWindows.clear()
    if (removed.length > 0) this.#pairListeners.tell([], removed)
    this.#memory = new LiveMemory(this.#limits)
    this.#windowSlabVersion++
    this.#memoryListeners.tell()
    this.#counters = undefined
    this.#evictions.giveUp()
    this.#takeFeed({
      ...idleFeed('waiting'),
      attempt: failures,
      next_attempt_ms: Math.round(Date.now() + restartMs),
    })
  }

  #onMessage(message: IngestMessage): void {
    switch (message.type) {
      case 'slab':
        if (message.pool === 'windows') this.#windowSlabVersion++
        this.#memory.take(message.pool, message.index, message.buffer)
        return this.#slabListeners.tell(message.pool, message.index, message.buffer)
      case 'market': {
        this.#liveWindows.apply(message.windows)
        const { added, removed } = this.#livePairs.apply(message.pairs)
        if (added.length + removed.length > 0) this.#pairListeners.tell(added, removed)
        if (message.woken.length > 0) this.#wakeListeners.tell(message.woken)
        return
      }
      case 'given_back':
        return this.#onGivenBack?.()
      case 'evicted':
        return this.#evictions.done(message.request, message.evicted)
      case 'feed':
        this.#counters = message.counters
        return this.#takeFeed(message.feed)
      case 'log':
        return this.#log(message.entry)
    }
  }

  #takeFeed(feed: FeedFields): void {
    this.#feed = feed
    this.#feedListeners.tell(feed)
  }
}

/** The feed's fields while no worker tells them. */
function idleFeed(state: FeedState): FeedFields {
  return {
    state,
    since_ms: Date.now(),
    quotes_per_second: 0,
    lag_ms: null,
    rejected: {},
    pairs: 0,
    windows: 0,
    last_frame_ms: null,
  }
}
