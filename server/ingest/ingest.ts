import type { MessagePort } from 'node:worker_threads'
import type { FeedState } from '@/lib/market/feed'
import type { Pair } from '@/lib/market/pair'
import type { Arrival, QuoteNumbers, RejectReason } from '@/lib/market/quote'
import { HeartbeatSocket, type SocketState } from '@/lib/socket/heartbeat-socket'
import type { CloseCause, OpenSocket } from '@/lib/socket/socket-port'
import type { Instrument } from '@/lib/spread/instrument'
import { MarketEngine } from '@/lib/spread/market-engine'
import { ExchangeMeter, type ExchangeFigures } from './exchange-meter'
import { FeedLog } from './feed-log'
import { FeedMeter, type FeedRates } from './feed-meter'
import { FrameDecoder } from './frame-decoder'
import { FrameTap } from './frame-tap'
import type { IngestCounters, IngestMessage, IngestSetup } from './ingest-message'
import { MarketOutbox } from './market-outbox'
import { RejectTally } from './reject-tally'
import { SlicedWork } from './sliced-work'
import { SymbolRegistry } from './symbol-registry'

/** How often holes are looked for that no quote tells of. */
const SWEEP_INTERVAL_MS = 250
const REPORT_INTERVAL_MS = 1_000
const TIDY_INTERVAL_MS = 10_000
/** Given back by a market that shrinks: only when it is so much a collection is worth its pause. */
const COLLECTED_SLABS = 16
/** Spellings remembered for each window: an exchange may write one symbol in several ways. */
const NAMES_PER_WINDOW = 2

const NO_FRAME = Buffer.alloc(0)

const FEED_STATE_OF: Record<SocketState, FeedState> = {
  idle: 'disabled',
  connecting: 'connecting',
  live: 'connected',
  silent: 'silent',
  waiting: 'waiting',
  closed: 'disabled',
}

export interface IngestSeams {
  open: OpenSocket<Buffer>
  /** Takes what is told. */
  post: (message: IngestMessage) => void
  /** Of this thread: what was given back is free once it resolves. It does not reject. */
  collectGarbage: () => Promise<void>
}

/**
 * From the socket to the market: reads frames, rejects what is unsound, hands quotes to the engine
 * and reports. All of it happens on the thread that calls `start`; what it tells goes to `post`.
 *
 * `start` is called once; after `stop` no timer is left and nothing is posted.
 */
export class Ingest {
  readonly #post: (message: IngestMessage) => void
  readonly #collectGarbage: () => Promise<void>
  readonly #engine: MarketEngine
  readonly #decoder: FrameDecoder<Instrument>
  readonly #socket: HeartbeatSocket<Buffer>
  readonly #outbox: MarketOutbox
  readonly #work = new SlicedWork()
  /** Since garbage was collected. */
  #slabsGivenBack = 0
  readonly #rejects = new RejectTally()
  readonly #feedLog: FeedLog
  readonly #meter = new FeedMeter(performance.now())
  readonly #exchangeMeter: ExchangeMeter
  #exchanges: ExchangeFigures[] = []
  #rates: FeedRates = { quotesPerSecond: 0, lagMs: null }
  #stateSinceMs = Date.now()
  readonly #symbols = new SymbolRegistry()
  #tap: FrameTap | undefined
  #frame: Buffer = NO_FRAME
  #trades = 0
  readonly #arrival: Arrival = { arrivalMs: NaN }
  #frames = 0
  #longestFrameBytes = 0
  #lastFrameMs: number | null = null
  #downSinceMs = Date.now()
  #timers: NodeJS.Timeout[] = []
  #isStopped = false

  constructor(
    { url, memory, heartbeat, legOrder }: IngestSetup,
    { open, post, collectGarbage }: IngestSeams,
  ) {
    this.#post = post
    this.#collectGarbage = collectGarbage
    this.#outbox = new MarketOutbox(post)
    this.#feedLog = new FeedLog((entry) => post({ type: 'log', entry }), performance.now())
    this.#engine = new MarketEngine(memory, {
      onPairAdded: (pair) => this.#outbox.addPair({ change: 'added', pair }),
      onPairRemoved: (slot, generation) =>
        this.#outbox.addPair({ change: 'removed', slot, generation }),
      onWindowAdded: (window) => this.#outbox.addWindow({ change: 'added', window }),
      onWindowRemoved: (slot, generation) =>
        this.#outbox.addWindow({ change: 'removed', slot, generation }),
      onWake: (slot) => this.#outbox.addWake(slot),
      onSlab: (pool, index, buffer) => {
        if (buffer === undefined) this.#slabsGivenBack++
        post({ type: 'slab', pool, index, buffer })
      },
    })
    this.#exchangeMeter = new ExchangeMeter(
      memory.limits.asofToleranceMs,
      (instrument) => this.#engine.takeQuoteCount(instrument),
      performance.now(),
    )
    this.#engine.setLegOrder(legOrder)
    this.#decoder = new FrameDecoder<Instrument>({
      maxNames: memory.limits.maxWindows * NAMES_PER_WINDOW,
      instrument: (exchange, symbol) => this.#engine.instrument(exchange, symbol),
      sink: {
        onQuote: (instrument, quote) => this.#onQuote(instrument, quote),
        onReject: (reason, exchange) => this.#onReject(reason, exchange),
        onSymbols: (list) => this.#onSymbols(list),
        onTrade: () => this.#onTrade(),
      },
    })
    this.#socket = new HeartbeatSocket<Buffer>({
      ...heartbeat,
      url,
      open,
      onFrame: (bytes, isFollowing) => this.#onFrame(bytes, isFollowing),
      onState: (state) => this.#onState(state),
      onLost: (cause) => this.#onLost(cause),
    })
  }

  start(): void {
    this.#timers = [
      setInterval(() => this.#sweep(), SWEEP_INTERVAL_MS),
      setInterval(() => this.#tick(), REPORT_INTERVAL_MS),
      setInterval(() => this.#work.add(this.#tidy(), 'tidy'), TIDY_INTERVAL_MS),
    ]
    this.#socket.start()
  }

  stop(): void {
    this.#isStopped = true
    for (const timer of this.#timers) clearInterval(timer)
    this.#socket.close()
    this.#work.close()
    this.#outbox.close()
    this.#tap?.close()
  }

  /** From now on the frames of all quotes that are taken, and of trades, go there. */
  record(port: MessagePort): void {
    this.#tap?.close()
    this.#tap = new FrameTap(port)
  }

  /** Pairs with their legs in another order than that of their names; instead of those before. */
  setLegOrder(pairs: readonly Pair[]): void {
    this.#engine.setLegOrder(pairs)
    this.#work.add(this.#engine.reorderPairs())
  }

  /** Evicts the half of the windows that have not quoted for longest, and tells when it is done. */
  evictHalf(request: number): void {
    this.#work.add(this.#evictHalf(request))
  }

  *#evictHalf(request: number): Generator<void> {
    const evicted = yield* this.#engine.evictHalf()
    yield* this.#engine.compact()
    void this.#freeSlabs(() => {
      this.#outbox.flush()
      // Whoever asked looks at the counters next.
      this.#report()
      this.#post({ type: 'evicted', request, evicted })
    })
  }

  #onFrame(bytes: Buffer, isFollowing: boolean): void {
    // What one read brought has arrived at one time.
    if (!isFollowing) {
      this.#arrival.arrivalMs = Date.now()
      this.#lastFrameMs = this.#arrival.arrivalMs
    }
    this.#frames++
    if (bytes.length > this.#longestFrameBytes) this.#longestFrameBytes = bytes.length
    this.#frame = bytes
    this.#decoder.decode(bytes, this.#arrival)
  }

  #onQuote(instrument: Instrument, quote: QuoteNumbers): void {
    if (!this.#engine.take(instrument, quote, this.#arrival)) {
      return this.#onReject('late', instrument.exchange)
    }
    this.#meter.add(quote.timeMs, this.#arrival.arrivalMs)
    this.#tap?.take(this.#frame)
  }

  #onTrade(): void {
    this.#trades++
    this.#tap?.take(this.#frame)
  }

  #onSymbols(list: Buffer): void {
    const steps = this.#symbols.take(list)
    if (steps !== undefined) this.#work.add(steps)
  }

  #onReject(reason: RejectReason, exchange?: string): void {
    this.#rejects.add(reason)
    if (exchange !== undefined) this.#exchangeMeter.reject(exchange, reason)
  }

  #onState(state: SocketState): void {
    if (state === 'closed') return
    const nowMs = Date.now()
    this.#stateSinceMs = nowMs
    if (state === 'silent') this.#downSinceMs = nowMs - this.#socket.quietMs
    if (state === 'live') this.#feedLog.add('connected')
    if (state === 'silent') this.#feedLog.add('silent')
    // Holes get the right cause at once; and whoever looks sees the state without delay.
    this.#sweep()
    this.#report()
  }

  #onLost(cause: CloseCause | 'timeout'): void {
    if (this.#socket.state === 'live') this.#downSinceMs = Date.now() - this.#socket.quietMs
    const reason = rejectReasonOf(cause)
    if (reason !== undefined) this.#rejects.add(reason)
    const nextMs = Math.round((this.#socket.nextAttemptMs ?? Date.now()) - Date.now())
    this.#feedLog.add('lost', { cause, attempt: this.#socket.failures, nextMs })
  }

  #sweep(): void {
    const up = this.#socket.state === 'live'
    this.#engine.sweep(Date.now(), { up, downSinceMs: this.#downSinceMs })
    this.#work.add(this.#engine.retryPairs(Date.now()), 'retry')
  }

  *#tidy(): Generator<void> {
    yield* this.#engine.tidy(Date.now())
    if (this.#slabsGivenBack < COLLECTED_SLABS) return
    void this.#freeSlabs(() => this.#post({ type: 'given_back' }))
  }

  async #freeSlabs(onFreed: () => void): Promise<void> {
    this.#slabsGivenBack = 0
    await this.#collectGarbage()
    if (!this.#isStopped) onFreed()
  }

  #tick(): void {
    const nowMs = performance.now()
    this.#rates = this.#meter.read(nowMs)
    this.#exchanges = this.#exchangeMeter.read(this.#engine.instruments(), nowMs, Date.now())
    for (const { reason, count, total } of this.#rejects.takeDue(nowMs)) {
      const fields = { reason, count, total }
      this.#post({ type: 'log', entry: { level: 'warn', text: 'Frames rejected', fields } })
    }
    this.#feedLog.tick(nowMs)
    this.#report()
  }

  #report(): void {
    const counters = this.#counters()
    const { state, failures, nextAttemptMs } = this.#socket
    this.#post({
      type: 'feed',
      feed: {
        state: FEED_STATE_OF[state],
        since_ms: this.#stateSinceMs,
        quotes_per_second: this.#rates.quotesPerSecond,
        lag_ms: this.#rates.lagMs,
        rejected: this.#rejects.totals(),
        pairs: counters.pairs,
        windows: counters.windows,
        ...(nextAttemptMs !== undefined && { next_attempt_ms: Math.round(nextAttemptMs) }),
        attempt: failures,
        last_frame_ms: this.#lastFrameMs,
      },
      counters,
    })
  }

  #counters(): IngestCounters {
    const { slowFrames, nameTableClears } = this.#decoder
    return {
      ...this.#engine.counters(),
      ...this.#symbols.counters(),
      ...{ frames: this.#frames, trades: this.#trades, slowFrames, nameTableClears },
      longestFrameBytes: this.#longestFrameBytes,
      exchanges: this.#exchanges,
    }
  }
}

function rejectReasonOf(cause: CloseCause | 'timeout'): RejectReason | undefined {
  return cause === 'oversized' || cause === 'malformed' ? cause : undefined
}
