import type { FeedLine } from './feed-line'
import type { FollowBook } from './follow-book'
import { moveCursor, type Encoded } from './encoded'
import type { Tail } from './line-encoder'
import type { PairChooser } from './pair-chooser'
import type { QueueGuard } from './queue-guard'
import type { Follow, Subscriber } from './subscriber'

/** Quiet pairs' changes that leave at once within one phase; the rest leave at their next flush. */
const MAX_IMMEDIATE_WRITES_PER_PHASE = 200

export interface DeliveryParts {
  book: FollowBook
  chooser: PairChooser
  feedLine: FeedLine
  guard: QueueGuard
  flushMs: number
  onDelay: ((delayMs: number) => void) | undefined
}

/** Works out which lines a subscriber is due and writes them. All times are the steady clock's. */
export class Delivery {
  readonly #parts: DeliveryParts
  #immediateWritesLeft = MAX_IMMEDIATE_WRITES_PER_PHASE
  /** Lines written, and lines that a full subscriber did not get. */
  lines = 0
  dropped = 0

  constructor(parts: DeliveryParts) {
    this.#parts = parts
  }

  beginPhase(): void {
    this.#immediateWritesLeft = MAX_IMMEDIATE_WRITES_PER_PHASE
  }

  /** Everything that is due but the whole series, in one write. */
  flush(subscriber: Subscriber, nowMs: number): void {
    const tails: Tail[] = []
    this.#collectFeed(subscriber, tails)
    tails.push(...this.#parts.chooser.update(subscriber, nowMs))
    for (const follow of subscriber.follows.values()) this.#collectChanges(follow, nowMs, tails)
    this.send(subscriber, tails)
  }

  flushFeed(subscriber: Subscriber): void {
    const tails: Tail[] = []
    this.#collectFeed(subscriber, tails)
    this.send(subscriber, tails)
  }

  /** A full subscriber misses what changed: it will be due the series of those pairs. */
  skip(subscriber: Subscriber): void {
    let missed = 0
    for (const follow of subscriber.follows.values()) {
      const { cursor, pair, isLive } = follow
      if (!isLive || pair.isAt(cursor.version)) continue
      this.#makeDue(follow)
      missed++
    }
    subscriber.skipSeq(missed)
    this.dropped += missed
  }

  /** Pairs that were quiet have changed; who follows them hears of it at once. */
  wake(slots: readonly number[], nowMs: number): void {
    const writes = new Map<Subscriber, Tail[]>()
    for (const slot of slots) {
      for (const follow of this.#parts.book.wake(slot)) this.#collectAtOnce(follow, nowMs, writes)
    }
    for (const [subscriber, tails] of writes) this.send(subscriber, tails)
  }

  /** False: it could not be read just now. */
  sendSeries(follow: Follow, nowMs: number): boolean {
    const { subscriber, pair, kind } = follow
    // To the end of the queue, so that a pair that cannot be read holds up no other.
    subscriber.due.delete(follow)
    subscriber.due.add(follow)
    const { windowSeconds } = subscriber.query
    const encoded = pair.channel(kind)?.series(windowSeconds, follow.cursor.serial, nowMs)
    if (encoded === undefined) return false
    subscriber.due.delete(follow)
    this.#markSent(follow, encoded, nowMs)
    this.send(subscriber, encoded.tails)
    return true
  }

  send(subscriber: Subscriber, tails: readonly Tail[]): void {
    if (tails.length === 0) return
    this.lines += tails.length
    this.#parts.guard.wrote(subscriber.send(tails))
  }

  #collectFeed(subscriber: Subscriber, tails: Tail[]): void {
    const { feedLine } = this.#parts
    if (subscriber.feedSerial === feedLine.serial) return
    subscriber.feedSerial = feedLine.serial
    tails.push(feedLine.tail)
  }

  #collectAtOnce(follow: Follow, nowMs: number, writes: Map<Subscriber, Tail[]>): void {
    const { subscriber } = follow
    if (subscriber.fullSinceMs !== undefined) return
    if (nowMs - follow.sentMs < this.#parts.flushMs) return
    const begun = writes.get(subscriber)
    if (begun === undefined && this.#immediateWritesLeft === 0) return
    const tails = begun ?? []
    this.#collectChanges(follow, nowMs, tails)
    if (begun !== undefined || tails.length === 0) return
    writes.set(subscriber, tails)
    this.#immediateWritesLeft--
  }

  #collectChanges(follow: Follow, nowMs: number, tails: Tail[]): void {
    const { cursor, pair, kind, isLive } = follow
    if (!isLive || pair.isQuietAt(cursor.version)) return
    const encoded = pair.channel(kind)?.changes(cursor, nowMs) ?? 'none'
    if (encoded === 'none') return
    if (encoded === 'series') {
      this.#makeDue(follow)
      return
    }
    this.#markSent(follow, encoded, nowMs)
    if (tails.length === 0 && !Number.isNaN(encoded.arrivalMs)) {
      this.#parts.onDelay?.(Date.now() - encoded.arrivalMs)
    }
    tails.push(...encoded.tails)
  }

  #markSent(follow: Follow, encoded: Encoded, nowMs: number): void {
    moveCursor(follow.cursor, encoded)
    follow.isLive = true
    follow.sentMs = nowMs
  }

  #makeDue(follow: Follow): void {
    follow.isLive = false
    follow.subscriber.due.add(follow)
  }
}
