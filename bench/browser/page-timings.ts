/** What the browser measured of one event of an interaction, milliseconds of the page's clock. */
export interface EventTiming {
  interaction: number
  event: string
  startMs: number
  /** Until the next paint, in steps of 8. */
  durationMs: number
  /** Until its handlers began. */
  waitedMs: number
  /** From the first handler to the last. */
  handledMs: number
}

export interface PageTimings {
  events: EventTiming[]
  /** Tasks of 50 ms and more. */
  longTasksMs: number[]
}

declare global {
  // https://w3c.github.io/event-timing/#sec-modifications-perf-timeline
  interface PerformanceObserverInit {
    durationThreshold?: number
  }
  interface Window {
    benchTimings?: PageTimings
  }
}

/** The browser measures nothing shorter. */
export const LEAST_EVENT_MS = 16

/** Runs in the page before its own scripts. */
export function watchTimings(leastEventMs: number): void {
  const timings: PageTimings = { events: [], longTasksMs: [] }
  window.benchTimings = timings
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!(entry instanceof PerformanceEventTiming) || entry.interactionId === 0) continue
      timings.events.push({
        interaction: entry.interactionId,
        event: entry.name,
        startMs: entry.startTime,
        durationMs: entry.duration,
        waitedMs: entry.processingStart - entry.startTime,
        handledMs: entry.processingEnd - entry.processingStart,
      })
    }
  }).observe({ type: 'event', durationThreshold: leastEventMs, buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) timings.longTasksMs.push(duration)
  }).observe({ type: 'longtask', buffered: true })
}

/** Runs in the page: all there is since the last call. */
export function takeTimings(): PageTimings {
  const timings = window.benchTimings
  if (timings === undefined) throw new Error('the page measures nothing')
  const { events, longTasksMs } = timings
  timings.events = []
  timings.longTasksMs = []
  return { events, longTasksMs }
}

/** Runs in the page: milliseconds between the frames of so long. */
export async function frameGaps(forMs: number): Promise<number[]> {
  return new Promise((resolve) => {
    const gaps: number[] = []
    const startMs = performance.now()
    let beforeMs = startMs
    const onFrame = () => {
      const nowMs = performance.now()
      gaps.push(nowMs - beforeMs)
      beforeMs = nowMs
      if (nowMs - startMs < forMs) requestAnimationFrame(onFrame)
      else resolve(gaps)
    }
    requestAnimationFrame(onFrame)
  })
}
