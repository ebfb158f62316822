import { Worker } from 'node:worker_threads'
import type { FeedState } from '@/lib/market/feed'
import type { FeedFields } from '@/lib/protocol/stream-line'
import { backoffMs } from '@/lib/socket/backoff'
import { DEFAULT_HEARTBEAT, type HeartbeatLimits } from '@/lib/socket/heartbeat-socket'
import type { MarketLimits } from '@/lib/spread/market-limits'
import type { LiveWindow } from '@/lib/spread/instrument'
import type { MarketMemory } from '@/lib/spread/market-memory'
import type { SeriesReader } from '@/lib/spread/series-reader'
import {
  STOP,
  type IngestCounters,
  type IngestMessage,
  type IngestSetup,
  type LogEntry,
} from './ingest-message'
import { Listeners } from './listeners'
import { LiveMemory } from './live-memory'
import { LivePairs, type PairEntry } from './live-pairs'
import { LiveWindows } from './live-windows'

/** A worker asked to stop that has not ended by then is ended. */
const STOP_TIMEOUT_MS = 2_000
const RESTART_BACKOFF = { baseMs: 500, capMs: 30_000 }
/** After running this long a crash is a new one. */
const STABLE_MS = 60_000
/** V8 would take 48 MiB for what dies young. At 100,000 quotes/s a frame costs 2.8 us either way. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 6 }

export interface IngestServiceOptions {
  /** Where the quotes come from; undefined: none are wanted. */
  url: string | undefined
  limits: MarketLimits
  /** The bundled `ingest.thread.js`. */
  threadFile: URL | string
  heartbeat?: HeartbeatLimits
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
  readonly #options: IngestServiceOptions
  readonly #livePairs = new LivePairs()
  readonly #liveWindows = new LiveWindows()
  readonly #pairListeners = new Listeners<[readonly PairEntry[], readonly PairEntry[]]>()
  readonly #wakeListeners = new Listeners<[readonly number[]]>()
  readonly #feedListeners = new Listeners<[FeedFields]>()
  #memory: LiveMemory
  #windowSlabVersion = 0
  #feed: FeedFields
  #counters: IngestCounters | undefined
  #worker: Worker | undefined
  #failures = 0
  #restartTimer: NodeJS.Timeout | undefined
  #isStopped = false

  /** @throws RangeError when the limits do not fit together, naming the numbers */
  constructor(options: IngestServiceOptions) {
    this.#options = options
    this.#memory = new LiveMemory(options.limits)
    this.#feed = idleFeed(options.url === undefined ? 'disabled' : 'connecting')
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
    return this.#memory.windowSlabs
  }

  /** Grows with every change of `windowSlabs()` and of `memory`. */
  get windowSlabVersion(): number {
    return this.#windowSlabVersion
  }

  feed(): FeedFields {
    return this.#feed
  }

  /** At most a second old; undefined while no worker runs. They begin anew with each worker. */
  counters(): IngestCounters | undefined {
    return this.#counters
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

  /** Resolves when the worker runs. Rejects, leaving nothing, when it does not. */
  async start(): Promise<void> {
    const { url } = this.#options
    if (url === undefined || this.#isStopped) return
    const worker = this.#launch(url)
    try {
      await new Promise<void>((resolve, reject) => {
        worker.once('message', () => resolve())
        worker.once('error', reject)
        worker.once('exit', () => reject(new Error('the ingest worker ended at once')))
      })
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#restartTimer)
    const worker = this.#worker
    if (worker === undefined) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage(STOP)
    const deadline = setTimeout(() => void worker.terminate(), STOP_TIMEOUT_MS)
    await ended
    clearTimeout(deadline)
  }

  #launch(url: string): Worker {
    const { threadFile, heartbeat = DEFAULT_HEARTBEAT } = this.#options
    const setup: IngestSetup = { url, memory: this.#memory.memory, heartbeat }
    const worker = new Worker(threadFile, {
      name: 'ingest',
      workerData: setup,
      resourceLimits: RESOURCE_LIMITS,
    })
    const startedMs = performance.now()
    worker.on('message', (message: IngestMessage) => this.#onMessage(message))
    worker.on('error', (error) => {
      const text = error instanceof Error ? error.message : String(error)
      this.#options.log({ level: 'warn', text: 'Ingest worker failed', fields: { error: text } })
    })
    worker.on('exit', () => {
      this.#worker = undefined
      if (performance.now() - startedMs > STABLE_MS) this.#failures = 0
      if (!this.#isStopped) this.#restart(url)
    })
    this.#worker = worker
    return worker
  }

  #restart(url: string): void {
    const delayMs = backoffMs(this.#failures++, RESTART_BACKOFF)
    const removed = this.#livePairs.clear()
    this.#liveWindows.clear()
    if (removed.length > 0) this.#pairListeners.tell([], removed)
    this.#memory = new LiveMemory(this.#options.limits)
    this.#windowSlabVersion++
    this.#counters = undefined
    this.#takeFeed({
      ...idleFeed('waiting'),
      attempt: this.#failures,
      next_attempt_ms: Math.round(Date.now() + delayMs),
    })
    this.#restartTimer = setTimeout(() => this.#launch(url), delayMs)
  }

  #onMessage(message: IngestMessage): void {
    switch (message.type) {
      case 'slab':
        if (message.pool === 'windows') this.#windowSlabVersion++
        return this.#memory.take(message.pool, message.index, message.buffer)
      case 'market': {
        this.#liveWindows.apply(message.windows)
        const { added, removed } = this.#livePairs.apply(message.pairs)
        if (added.length + removed.length > 0) this.#pairListeners.tell(added, removed)
        if (message.woken.length > 0) this.#wakeListeners.tell(message.woken)
        return
      }
      case 'feed':
        this.#counters = message.counters
        return this.#takeFeed(message.feed)
      case 'log':
        return this.#options.log(message.entry)
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
