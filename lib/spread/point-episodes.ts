import type { Episode } from './episode'
import { EpisodeTracker } from './episode-tracker'
import type { PointBatch, PointSink } from './history-points'

/** Points in time order: columns, the first `length` rows in use. */
export type SpreadPoints = Pick<PointBatch, 'length'> & {
  /** Epoch milliseconds. */
  readonly timeMs: ArrayLike<number>
  /** Percent. */
  readonly spread: ArrayLike<number>
}

/**
 * The episodes beyond a threshold (percent) in points as a join hands them out, exact to the point:
 * a value is in force until the next one. Points more than the tolerance apart have a hole between
 * them, which cuts an episode.
 */
export class PointEpisodes implements PointSink {
  readonly #tracker: EpisodeTracker
  readonly #toleranceMs: number
  #lastMs = NaN

  constructor(beyondPct: number, toleranceMs: number) {
    this.#tracker = new EpisodeTracker(beyondPct, 0)
    this.#toleranceMs = toleranceMs
  }

  take({ length, timeMs, spread }: SpreadPoints): void {
    for (let at = 0; at < length; at++) {
      const now = timeMs[at]!
      const value = spread[at]!
      if (now - this.#lastMs > this.#toleranceMs) this.#tracker.cut()
      this.#tracker.take(now, value, value, value)
      this.#lastMs = now
    }
  }

  /**
   * All of them, oldest first, when all points have come. `isHole`: a hole has begun after the last one,
   * which points cannot tell and a clock other than theirs cannot either.
   */
  episodes(isHole = false): Episode[] {
    if (isHole) this.#tracker.cut()
    return this.#tracker.finish()
  }
}

/** The episodes of points that are all there; see `PointEpisodes`. */
export function pointEpisodes(
  points: SpreadPoints,
  beyondPct: number,
  toleranceMs: number,
): Episode[] {
  const sink = new PointEpisodes(beyondPct, toleranceMs)
  sink.take(points)
  return sink.episodes()
}
