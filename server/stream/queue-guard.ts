import type { StreamLimits } from './stream-limits'
import type { Subscriber } from './subscriber'

/** Watches what is queued for each subscriber and for all together. */
export class QueueGuard {
  readonly #limits: StreamLimits
  #subscribers = 0
  /** At the last look, and what was written since. */
  #queuedBytes = 0
  #mostQueuedBytes = 0
  #waitingSeries = 0

  constructor(limits: StreamLimits) {
    this.#limits = limits
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  /** Of one subscriber, at the last look. */
  get mostQueuedBytes(): number {
    return this.#mostQueuedBytes
  }

  /** At the last look. */
  get waitingSeries(): number {
    return this.#waitingSeries
  }

  look(subscribers: ReadonlySet<Subscriber>): void {
    this.#subscribers = subscribers.size
    this.#queuedBytes = 0
    this.#mostQueuedBytes = 0
    this.#waitingSeries = 0
    for (const { queuedBytes, due } of subscribers) {
      this.#queuedBytes += queuedBytes
      this.#mostQueuedBytes = Math.max(this.#mostQueuedBytes, queuedBytes)
      this.#waitingSeries += due.size
    }
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
