import type { ChartEpisode } from './pair-chart-props'

/** Thinner than this an episode would not be seen, CSS pixels. */
const LEAST_WIDTH = 2
/** A pointer this near to an episode means it, CSS pixels. */
const REACH = 3

/** Where an episode is drawn, CSS pixels. */
export interface EpisodeSpan {
  /** In the list of episodes. */
  index: number
  from: number
  to: number
}

/** End of an episode, epoch seconds; an open one reaches to `newestS`. */
export function episodeEndS({ endMs, startMs }: ChartEpisode, newestS: number): number {
  return Number.isNaN(endMs) ? Math.max(newestS, startMs / 1_000) : endMs / 1_000
}

/**
 * The episodes that are in view, ascending. `xOf`: from epoch seconds to CSS pixels; `newestS`: the
 * end of the newest bar.
 */
export function episodeSpans(
  episodes: readonly ChartEpisode[],
  xOf: (timeS: number) => number,
  width: number,
  newestS: number,
): EpisodeSpan[] {
  const spans: EpisodeSpan[] = []
  episodes.forEach((episode, index) => {
    const from = xOf(episode.startMs / 1_000)
    const to = Math.max(from + LEAST_WIDTH, xOf(episodeEndS(episode, newestS)))
    if (to > 0 && from < width) spans.push({ index, from, to })
  })
  return spans
}

/** The episode at `x`; of several the narrowest, so that none is hidden behind another. */
export function episodeAt(spans: readonly EpisodeSpan[], x: number): number | undefined {
  let found: EpisodeSpan | undefined
  for (const span of spans) {
    if (x < span.from - REACH || x > span.to + REACH) continue
    if (found === undefined || span.to - span.from < found.to - found.from) found = span
  }
  return found?.index
}

/** How many of the episodes overlap the time from `fromS` to `toS`. */
export function episodesWithin(
  episodes: readonly ChartEpisode[],
  fromS: number,
  toS: number,
): number {
  return episodes.filter(
    (episode) => episode.startMs / 1_000 < toS && episodeEndS(episode, Infinity) >= fromS,
  ).length
}
