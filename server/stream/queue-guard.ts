import type { StreamLimits } from './stream-limits'
import type { Subscriber } from './subscriber'

/** What one subscriber took at most, of those that are there and since the start. */
export interface MostOfOne {
  queuedBytes: number
  /** How long it has been full. */
  fullMs: number
  pairs: number
}

const NOTHING: Readonly<MostOfOne> = { queuedBytes: 0, fullMs: 0, pairs: 0 }

/** Watches what is queued for each subscriber and for all together. */
export class QueueGuard {
  readonly #limits: StreamLimits
  #subscribers = 0
  /** At the last look, and what was written since. */
  #queuedBytes = 0
  #most: MostOfOne = { ...NOTHING }
  readonly #highest: MostOfOne = { ...NOTHING }
  #waitingSeries = 0

  constructor(limits: StreamLimits) {
    this.#limits = limits
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  /** At the last look. */
  get most(): Readonly<MostOfOne> {
    return this.#most
  }

  /** Of all looks. */
  get highest(): Readonly<MostOfOne> {
    return this.#highest
  }

  /** At the last look. */
  get waitingSeries(): number {
    return this.#waitingSeries
  }

  look(subscribers: ReadonlySet<Subscriber>, nowMs: number): void {
    this.#subscribers = subscribers.size
    this.#queuedBytes = 0
    this.#waitingSeries = 0
    const most = { ...NOTHING }
    for (const { queuedBytes, due, follows, fullSinceMs = nowMs } of subscribers) {
      this.#queuedBytes += queuedBytes
      this.#waitingSeries += due.size
      raise(most, { queuedBytes, fullMs: nowMs - fullSinceMs, pairs: follows.size })
    }
    this.#most = most
    raise(this.#highest, most)
  }

  wrote(bytes: number): void {
    this.#queuedBytes += bytes
  }

  /** `full`: it gets nothing now. `slow`: it has been full for too long. */
  judge(subscriber: Subscriber, nowMs: number): 'ok' | 'full' | 'slow' {
    const limit = this.#limit()
    if (subscriber.fullSinceMs === undefined) {
      if (subscriber.queuedBytes <= limit) return 'ok'
      subscriber.fullSinceMs = nowMs
    }
    if (subscriber.queuedBytes <= limit / 2) {
      subscriber.fullSinceMs = undefined
      return 'ok'
    }
    return nowMs - subscriber.fullSinceMs >= this.#limits.subscriberFullMs ? 'slow' : 'full'
  }

  /** A series may be half a limit long, so it needs more room than a few changes. */
  hasRoomForSeries(subscriber: Subscriber): boolean {
    return subscriber.fullSinceMs === undefined && subscriber.queuedBytes <= this.#limit() / 2
  }

  #limit(): number {
    const { subscriberQueueBytes, queueMemoryBytes } = this.#limits
    if (this.#queuedBytes <= queueMemoryBytes) return subscriberQueueBytes
    return Math.min(subscriberQueueBytes, queueMemoryBytes / Math.max(1, this.#subscribers))
  }
}

function raise(most: MostOfOne, other: MostOfOne): void {
  most.queuedBytes = Math.max(most.queuedBytes, other.queuedBytes)
  most.fullMs = Math.max(most.fullMs, other.fullMs)
  most.pairs = Math.max(most.pairs, other.pairs)
}
