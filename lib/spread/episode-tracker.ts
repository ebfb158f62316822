import type { Episode } from './episode'
import { EPISODE_NEUTRAL_PCT } from './hour-figures'

const SECOND_MS = 1_000

/**
 * Finds episodes in values that come in time order. Unlike `Episodes`, which only counts them in bounded
 * memory and bridges holes, it keeps each one and a hole cuts it.
 */
export class EpisodeTracker {
  readonly #beyondPct: number
  readonly #resolutionMs: Episode['resolutionMs']
  readonly #found: Episode[] = []
  #open: Episode | undefined
  #timeMs = NaN
  #lastPct = NaN

  constructor(beyondPct: number, resolutionMs: Episode['resolutionMs']) {
    this.#beyondPct = beyondPct
    this.#resolutionMs = resolutionMs
  }

  /**
   * A stretch of time that begins at `timeMs` with its lowest, highest and last value, percent; a
   * point is all three. Within one stretch the last value is known to come last, nothing else.
   */
  take(timeMs: number, lowPct: number, highPct: number, lastPct: number): void {
    const beyond = this.#beyondPct
    if (this.#open !== undefined) {
      this.#pass(this.#open, timeMs, lowPct, highPct)
      const isAcross = this.#open.direction > 0 ? lowPct < -beyond : highPct > beyond
      if (isAcross) this.#end('done', timeMs)
    }
    if (this.#open === undefined && (highPct > beyond || lowPct < -beyond)) {
      // Beyond on both sides within a second: the side on which the second ends; the larger if on none.
      const endsUp = lastPct === 0 ? highPct >= -lowPct : lastPct > 0
      const isUp = lowPct < -beyond ? highPct > beyond && endsUp : true
      this.#open = this.#begin(timeMs, isUp ? 1 : -1, isUp ? highPct : lowPct)
    }
    if (this.#open !== undefined && lastPct * this.#open.direction < EPISODE_NEUTRAL_PCT) {
      this.#end('done', timeMs)
    }
    this.#timeMs = timeMs
    this.#lastPct = lastPct
  }

  /** A hole follows on what was taken last. */
  cut(): void {
    if (this.#open !== undefined) this.#end('cut', this.#timeMs)
  }

  /** All of them, oldest first, when all values have come. */
  finish(): Episode[] {
    if (this.#open !== undefined) {
      this.#open.durationMs = this.#timeMs - this.#open.startMs
      this.#found.push(this.#open)
      this.#open = undefined
    }
    return this.#found
  }

  #begin(startMs: number, direction: Episode['direction'], peakPct: number): Episode {
    return {
      startMs,
      endMs: NaN,
      direction,
      peakPct,
      areaPctS: 0,
      durationMs: 0,
      state: 'open',
      resolutionMs: this.#resolutionMs,
    }
  }

  #pass(episode: Episode, timeMs: number, lowPct: number, highPct: number): void {
    episode.areaPctS += (Math.abs(this.#lastPct) * (timeMs - this.#timeMs)) / SECOND_MS
    episode.peakPct =
      episode.direction > 0 ? Math.max(episode.peakPct, highPct) : Math.min(episode.peakPct, lowPct)
  }

  #end(state: 'done' | 'cut', endMs: number): void {
    const episode = this.#open
    if (episode === undefined) return
    episode.endMs = endMs
    episode.durationMs = endMs - episode.startMs
    episode.state = state
    this.#found.push(episode)
    this.#open = undefined
  }
}
