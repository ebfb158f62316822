import type { EndReason, FeedFields } from '@/lib/protocol/stream-line'
import type { StreamQuery } from '@/lib/protocol/stream-query'
import { Delivery } from './delivery'
import { FeedLine } from './feed-line'
import { FollowBook } from './follow-book'
import { encodeTail } from './line-encoder'
import type { MarketSource, PairEntry } from './market-source'
import { PairChooser } from './pair-chooser'
import { PhaseWheel } from './phase-wheel'
import { QueueGuard, type MostOfOne } from './queue-guard'
import { Ranking } from './ranking'
import { RowSource } from './row-source'
import { Seats } from './seats'
import { SeriesCache } from './series-cache'
import { SnapshotPump } from './snapshot-pump'
import type { StreamLimits } from './stream-limits'
import type { StreamSink } from './stream-sink'
import { Subscriber } from './subscriber'
import type { Surroundings } from './surroundings'

/** Subscribers are spread over this many phases of the flush interval. */
const PHASES = 10

/**
 * Those who flush within so many phases share what was encoded for the first of them, which makes the
 * others' quotes older by as much: two phases share, the third does not.
 */
const SHARED_PHASES = 1.5

/** What a subscriber's connection reports back. */
export interface Subscription {
  /** Everything written has been taken. */
  drained(): void
  /** The connection is gone. Any number of times. */
  leave(): void
}

export interface StreamCounters {
  subscribers: number
  /** Pairs that somebody follows. */
  followedPairs: number
  queuedBytes: number
  /** What one subscriber takes at most now, and took since the start. */
  most: MostOfOne
  highest: MostOfOne
  /** Whole series that subscribers are due. */
  waitingSeries: number
  seriesCacheBytes: number
  /** Of the series kept those that made room for others. */
  seriesCacheEvicted: number
  lines: number
  dropped: number
  endedSlow: number
  refused: number
}

/**
 * Hands the changes of the market to its subscribers: each change is encoded once, nobody waits for
 * anybody, and what is held for a subscriber is bounded.
 *
 * `start` once, `close` any number of times; no timer and no listener is left after it.
 */
export class StreamHub {
  readonly ranking: Ranking
  readonly #source: MarketSource
  readonly #limits: StreamLimits
  readonly #surroundings: Surroundings
  readonly #cache: SeriesCache
  readonly #book: FollowBook
  readonly #chooser: PairChooser
  readonly #feedLine: FeedLine
  readonly #guard: QueueGuard
  readonly #seats: Seats
  readonly #delivery: Delivery
  readonly #pump: SnapshotPump
  readonly #wheel: PhaseWheel<Subscriber>
  readonly #subscribers = new Set<Subscriber>()
  #undo: (() => void)[] = []
  #feedState: FeedFields['state'] | undefined
  #endedSlow = 0
  #refused = 0
  #isOpen = false

  /** Hubs that are given the same `seats` have room for `maxSubscribers` together. */
  constructor(
    source: MarketSource,
    limits: StreamLimits,
    surroundings: Surroundings,
    seats = new Seats(limits.maxSubscribers),
  ) {
    const { flushMs } = limits
    const rows = new RowSource(source)
    this.#cache = new SeriesCache(limits.seriesCacheBytes)
    this.#source = source
    this.#limits = limits
    this.#seats = seats
    this.#surroundings = surroundings
    this.#book = new FollowBook(source, rows, this.#cache, SHARED_PHASES * (flushMs / PHASES))
    this.ranking = new Ranking(source, rows)
    this.#chooser = new PairChooser(this.#book, this.ranking)
    this.#feedLine = new FeedLine(source, surroundings.process)
    this.#guard = new QueueGuard(limits)
    this.#delivery = new Delivery({
      book: this.#book,
      chooser: this.#chooser,
      feedLine: this.#feedLine,
      guard: this.#guard,
      flushMs,
      onDelay: surroundings.onDelay,
    })
    this.#pump = new SnapshotPump(
      (subscriber) => this.#guard.hasRoomForSeries(subscriber),
      (follow) => this.#delivery.sendSeries(follow, performance.now()),
    )
    this.#wheel = new PhaseWheel(
      flushMs,
      PHASES,
      () => this.#beginPhase(),
      (subscriber) => this.#flush(subscriber),
    )
  }

  start(): void {
    this.#isOpen = true
    this.#undo = [
      this.#source.onPairs((added, removed) => this.#onPairs(added, removed)),
      this.#source.onWake((slots) => this.#delivery.wake(slots, performance.now())),
      this.#source.onFeed((feed) => this.#onFeed(feed)),
    ]
  }

  close(): void {
    this.#isOpen = false
    for (const undo of this.#undo) undo()
    this.#undo = []
    for (const subscriber of this.#subscribers) this.#end(subscriber, 'shutdown')
    this.#pump.close()
  }

  /** What the feed line says now. */
  feed(): FeedFields {
    return this.#feedLine.fields()
  }

  counters(): StreamCounters {
    this.#guard.look(this.#subscribers, performance.now())
    return {
      subscribers: this.#subscribers.size,
      followedPairs: this.#book.size,
      queuedBytes: this.#guard.queuedBytes,
      most: { ...this.#guard.most },
      highest: { ...this.#guard.highest },
      waitingSeries: this.#guard.waitingSeries,
      seriesCacheBytes: this.#cache.bytes,
      seriesCacheEvicted: this.#cache.evicted,
      lines: this.#delivery.lines,
      dropped: this.#delivery.dropped,
      endedSlow: this.#endedSlow,
      refused: this.#refused,
    }
  }

  /** Frees what can be encoded again. */
  clearCaches(): void {
    this.#cache.clear()
  }

  /** Undefined: there is no room, or the hub is closed. */
  subscribe(query: StreamQuery, sink: StreamSink): Subscription | undefined {
    if (!this.#isOpen || !this.#seats.take()) {
      this.#refused++
      return undefined
    }
    const subscriber = new Subscriber(query, sink)
    this.#subscribers.add(subscriber)
    const { source, simulated, mock } = this.#surroundings.origin()
    const hello = encodeTail({
      type: 'hello',
      protocol: 1,
      server_time_ms: Date.now(),
      bar_seconds: 1,
      window_seconds: this.#limits.windowSeconds,
      spread: query.spread,
      ...{ mock, simulated, source },
      ...this.#chooser.choose(subscriber, performance.now()),
      feed: this.#feedLine.fields(),
    })
    subscriber.feedSerial = this.#feedLine.serial
    this.#delivery.send(subscriber, [hello])
    this.#wheel.add(subscriber)
    this.#pump.add(subscriber)
    return {
      drained: () => this.#pump.add(subscriber),
      leave: () => this.#forget(subscriber),
    }
  }

  #beginPhase(): void {
    const nowMs = performance.now()
    this.#guard.look(this.#subscribers, nowMs)
    this.#delivery.beginPhase()
    this.#feedLine.refresh(nowMs)
  }

  #flush(subscriber: Subscriber): void {
    const nowMs = performance.now()
    const state = this.#guard.judge(subscriber, nowMs)
    if (state === 'ok') {
      this.#delivery.flush(subscriber, nowMs)
      this.#pump.add(subscriber)
    } else if (state === 'full') {
      this.#delivery.skip(subscriber)
    } else {
      this.#endedSlow++
      this.#end(subscriber, 'slow')
    }
  }

  #onPairs(added: readonly PairEntry[], removed: readonly PairEntry[]): void {
    for (const subscriber of this.#book.change(added, removed)) this.#pump.add(subscriber)
  }

  #onFeed({ state }: FeedFields): void {
    if (state === this.#feedState) return
    this.#feedState = state
    this.#feedLine.refreshAtOnce(performance.now())
    for (const subscriber of this.#subscribers) {
      if (subscriber.fullSinceMs === undefined) this.#delivery.flushFeed(subscriber)
    }
  }

  #end(subscriber: Subscriber, reason: EndReason): void {
    this.#forget(subscriber)
    subscriber.end(encodeTail({ type: 'end', reason }))
  }

  #forget(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return
    this.#seats.leave()
    this.#wheel.remove(subscriber)
    this.#pump.remove(subscriber)
    for (const follow of subscriber.follows.values()) this.#book.unfollow(follow)
  }
}
