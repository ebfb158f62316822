import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

/** Whole numbers from 1 are what the histogram takes. */
const STEPS_PER_MS = 1_000
const LONGEST_MS = 3_600_000

export interface Delays {
  medianMs: number | null
  p99Ms: number | null
}

/** Delays within an interval, in logarithmic steps: memory does not grow with their number. */
export class DelayMeter {
  readonly #histogram: RecordableHistogram = createHistogram({
    lowest: 1,
    highest: LONGEST_MS * STEPS_PER_MS,
    figures: 2,
  })

  /** The clock may have been set back: less than nothing counts as nothing. */
  add(delayMs: number): void {
    const steps = Math.round(Math.min(delayMs, LONGEST_MS) * STEPS_PER_MS)
    this.#histogram.record(Math.max(1, steps))
  }

  /** Of the time since they were last taken; null when there were none. */
  take(): Delays {
    const histogram = this.#histogram
    if (histogram.count === 0) return { medianMs: null, p99Ms: null }
    const medianMs = histogram.percentile(50) / STEPS_PER_MS
    const p99Ms = histogram.percentile(99) / STEPS_PER_MS
    histogram.reset()
    return { medianMs, p99Ms }
  }
}
