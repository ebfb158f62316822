import {
  constants,
  monitorEventLoopDelay,
  PerformanceObserver,
  type IntervalHistogram,
} from 'node:perf_hooks'
import { z } from 'zod'

/** The histogram holds times between two firings of a timer: this much of each is no lag. */
const RESOLUTION_MS = 10
const NS_PER_MS = 1_000_000

/** Those that this process asks for itself, to give memory back, say nothing about its load. */
const unforced = z
  .int()
  .refine((flags) => (flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) === 0)
const majorSchema = z.object({
  detail: z.object({ kind: z.literal(constants.NODE_PERFORMANCE_GC_MAJOR), flags: unforced }),
})

/**
 * Watches the event loop of the main thread and the major collections of its heap, but for
 * those that were forced.
 *
 * `start` once, `stop` any number of times.
 */
export class EventLoopWatch {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  readonly #observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (majorSchema.safeParse(entry).success) this.#majorCollections++
    }
  })
  #majorCollections = 0

  /** Since the start. */
  get majorCollections(): number {
    return this.#majorCollections
  }

  start(): void {
    this.#delay.enable()
    this.#observer.observe({ entryTypes: ['gc'] })
  }

  stop(): void {
    this.#delay.disable()
    this.#observer.disconnect()
  }

  /** Of the time since it was last taken; null when nothing was measured in it. */
  takeLagP99Ms(): number | null {
    const p99 = this.#delay.count === 0 ? NaN : this.#delay.percentile(99)
    this.#delay.reset()
    return Number.isNaN(p99) ? null : Math.max(0, p99 / NS_PER_MS - RESOLUTION_MS)
  }
}
