import { rankOf } from './bands'
import type { Episode } from './episode'

/** Upper edges of the histogram, inclusive: 100 ms to 5 minutes, and all that lasted longer. */
const EDGES_MS = [100, 1_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000, Infinity]

export interface EpisodesSummary {
  /** Finished ones: those whose return was seen. */
  count: number
  /** Of them, by the sign of the spread. */
  exchange1Dearer: number
  exchange2Dearer: number
  /** Still going on, and those whose end a hole hides. */
  open: number
  cut: number
  /** Duration of the finished ones; NaN without any. */
  medianMs: number
  p95Ms: number
  /**
   * Share of 0 to 1 that lasted longer, of those of which that is known: an open or cut one that has
   * not lasted so long says nothing, nor does one told to the second about less. NaN: of none.
   */
  survival: (afterMs: number) => number
  /** Finished ones, by duration; of those told to the second, a second at least. */
  histogram: readonly { untilMs: number; count: number }[]
}

export function episodeFigures(episodes: readonly Episode[]): EpisodesSummary {
  const done = episodes.filter(({ state }) => state === 'done')
  const durations = Float64Array.from(done, ({ durationMs }) => durationMs).sort()
  const up = done.filter(({ direction }) => direction === 1).length
  const ofState = (wanted: Episode['state']) =>
    episodes.filter(({ state }) => state === wanted).length
  return {
    count: done.length,
    exchange1Dearer: up,
    exchange2Dearer: done.length - up,
    open: ofState('open'),
    cut: ofState('cut'),
    medianMs: durations[rankOf(durations.length, 50)] ?? NaN,
    p95Ms: durations[rankOf(durations.length, 95)] ?? NaN,
    survival: (afterMs) => survival(episodes, afterMs),
    histogram: histogram(done),
  }
}

function survival(episodes: readonly Episode[], afterMs: number): number {
  const known = episodes.filter(
    ({ state, durationMs, resolutionMs }) =>
      resolutionMs <= afterMs && (state === 'done' || durationMs > afterMs),
  )
  return known.filter(({ durationMs }) => durationMs > afterMs).length / known.length
}

function histogram(done: readonly Episode[]): { untilMs: number; count: number }[] {
  const bins = EDGES_MS.map((untilMs) => ({ untilMs, count: 0 }))
  for (const { durationMs, resolutionMs } of done) {
    const lastedMs = Math.max(durationMs, resolutionMs)
    const bin = bins.find(({ untilMs }) => lastedMs <= untilMs)
    if (bin !== undefined) bin.count++
  }
  return bins
}
