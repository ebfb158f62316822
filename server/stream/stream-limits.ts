/** What the stream may hold, and how often it speaks. Each member is a named limit of the README. */
export interface StreamLimits {
  /** A pair's changes reach a subscriber about once in this time. */
  flushMs: number
  /** How far back a series reaches. */
  windowSeconds: number
  maxSubscribers: number
  /** Over this a subscriber is full: it gets nothing until it has taken half of it. */
  subscriberQueueBytes: number
  /** A subscriber that is full for this long is ended. */
  subscriberFullMs: number
  /** Over this, queued for all together, each is full at its equal share of it. */
  queueMemoryBytes: number
  seriesCacheBytes: number
}
