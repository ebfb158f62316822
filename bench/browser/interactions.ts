import type { Press } from './hand'
import { LEAST_EVENT_MS, type EventTiming } from './page-timings'

export interface Interaction {
  title: string
  /** From the press to the next paint. */
  durationMs: number
  /** What the time went into; undefined: shorter than the browser measures. */
  timing: EventTiming | undefined
}

/**
 * The interactions that presses made: of the events of one interaction the longest counts, and a press
 * that left no event took at most `LEAST_EVENT_MS`.
 */
export function interactionsOf(
  presses: readonly Press[],
  events: readonly EventTiming[],
): Interaction[] {
  const longest = new Map<number, EventTiming>()
  for (const event of events) {
    const before = longest.get(event.interaction)
    if (before === undefined || before.durationMs < event.durationMs) {
      longest.set(event.interaction, event)
    }
  }
  const interactions: Interaction[] = []
  for (const [at, { title, startMs }] of presses.entries()) {
    const untilMs = presses[at + 1]?.startMs ?? Infinity
    const ours = [...longest.values()].filter(
      (event) => event.startMs >= startMs && event.startMs < untilMs,
    )
    for (const timing of ours) interactions.push({ title, durationMs: timing.durationMs, timing })
    if (ours.length === 0) {
      interactions.push({ title, durationMs: LEAST_EVENT_MS, timing: undefined })
    }
  }
  return interactions
}
