import type { Hole } from '../stream/pair-rows'
import { csvText } from '../export/csv'
import { ndjsonText } from '../export/ndjson'
import type { TradedEpisode } from './traded-episodes'
import type { SeenView, VisiblePoints } from './visible-points'

/** What the files say of the view beside its points. */
export interface FileWords extends SeenView {
  /** `SYMBOL:EXCHANGE1:EXCHANGE2`. */
  pair: string
  beyondPct: number
  feesPct: number | undefined
  holes: readonly Hole[]
  /** Of what is seen. */
  episodes: readonly TradedEpisode[]
}

/** The bars that are seen, times in UTC. */
export function pairCsv({ time, columns }: VisiblePoints): string {
  const values = [...columns.values()]
  return csvText(
    ['time', ...columns.keys()],
    time.map((each, row) => [isoTime(each * 1_000), ...values.map((column) => column[row])]),
  )
}

/** The view, its bars, holes and episodes: one object a line, `type` says which. */
export function pairNdjson(points: VisiblePoints, words: FileWords): string {
  const { pair, mode, bands, span, beyondPct, feesPct, holes, episodes } = words
  const view = {
    ...{ type: 'view', pair, mode, bands, beyond_pct: beyondPct, fees_pct: feesPct ?? null },
    ...{ from: isoTime(span.fromS * 1_000), to: isoTime(span.toS * 1_000) },
  }
  const names = [...points.columns]
  const bars = points.time.map((time, row) => ({
    ...{ type: 'bar', time },
    ...Object.fromEntries(names.map(([name, column]) => [name, column[row]])),
  }))
  const gaps = holes
    .filter(({ from, to }) => from < span.toS && to > span.fromS)
    .map(({ from, to, cause }) => ({ type: 'gap', from, to, cause }))
  return ndjsonText([view, ...bars, ...gaps, ...episodes.map(episodeLine)])
}

function episodeLine(episode: TradedEpisode) {
  const { startMs, endMs, direction, peakPct, netPct, areaPctS, durationMs, state } = episode
  return {
    ...{ type: 'episode', start_ms: startMs, end_ms: endMs, direction, peak_pct: peakPct },
    ...{ net_pct: netPct, area_pct_s: areaPctS, duration_ms: durationMs, state },
    resolution_ms: episode.resolutionMs,
  }
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
