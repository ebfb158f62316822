import type { LegAges } from '../pair-chart/age-lane'
import type { Hole } from '../stream/pair-rows'
import { csvText } from '../export/csv'
import { ndjsonText } from '../export/ndjson'
import type { TradedEpisode } from './traded-episodes'
import type { SeenView, VisiblePoints } from './visible-points'

const QUALITY = ['age1_ms', 'age2_ms', 'skew_ms'] as const
const HOLE = ['cause', 'until'] as const
const FEE_DIGITS = 9

/** What the files say of the view beside its points. */
export interface FileWords extends SeenView {
  /** `SYMBOL:EXCHANGE1:EXCHANGE2`. */
  pair: string
  beyondPct: number
  feesPct: number | undefined
  holes: readonly Hole[]
  /** Of the quality lane, by epoch seconds; undefined: nobody watched that second. */
  agesAt: (timeS: number) => LegAges | undefined
  /** Of what is seen. */
  episodes: readonly TradedEpisode[]
}

/**
 * The bars that are seen with the ages of the quality lane, and a line for each hole: its start, no
 * values, its cause and its end, which is empty while it is open. Times in UTC.
 */
export function pairCsv(
  { time, columns }: VisiblePoints,
  words: Pick<FileWords, 'holes' | 'span' | 'agesAt'>,
): string {
  const values = [...columns.values()]
  const bars = time.map((timeS, row) => {
    const { age1_ms, age2_ms, skew_ms } = qualityAt(timeS, words)
    return { timeS, cells: [...values.map((column) => column[row]), age1_ms, age2_ms, skew_ms] }
  })
  const holes = seenHoles(words).map(({ from, to, cause }) => {
    const none = [...values, ...QUALITY].map(() => undefined)
    return { timeS: from, cells: [...none, cause, Number.isFinite(to) ? isoTime(to * 1_000) : ''] }
  })
  const width = values.length + QUALITY.length + HOLE.length
  return csvText(
    ['time', ...columns.keys(), ...QUALITY, ...HOLE],
    [...bars, ...holes]
      .sort((one, other) => one.timeS - other.timeS)
      .map(({ timeS, cells }) => [
        isoTime(timeS * 1_000),
        ...Array.from({ length: width }, (_, at) => cells[at]),
      ]),
  )
}

/** The view, its bars, holes and episodes: one object a line, `type` says which. */
export function pairNdjson(points: VisiblePoints, words: FileWords): string {
  const { pair, mode, bands, span, beyondPct, feesPct, episodes } = words
  const view = {
    ...{ type: 'view', pair, mode, bands, beyond_pct: beyondPct },
    // Sums of binary fractions have a tail that is no fee.
    fees_pct: feesPct === undefined ? null : Number(feesPct.toFixed(FEE_DIGITS)),
    ...{ from: isoTime(span.fromS * 1_000), to: isoTime(span.toS * 1_000) },
  }
  const names = [...points.columns]
  const bars = points.time.map((time, row) => ({
    ...{ type: 'bar', time },
    ...Object.fromEntries(names.map(([name, column]) => [name, column[row]])),
    ...qualityAt(time, words),
  }))
  const gaps = seenHoles(words).map(({ from, to, cause }) => ({ type: 'gap', from, to, cause }))
  return ndjsonText([view, ...bars, ...gaps, ...episodes.map(episodeLine)])
}

/** Ages of both legs and how far they are apart, whole milliseconds; NaN: nobody watched. */
function qualityAt(timeS: number, { agesAt }: Pick<FileWords, 'agesAt'>) {
  const { age1Ms, age2Ms } = agesAt(timeS) ?? { age1Ms: NaN, age2Ms: NaN }
  return {
    age1_ms: Math.round(age1Ms),
    age2_ms: Math.round(age2Ms),
    skew_ms: Math.round(Math.abs(age1Ms - age2Ms)),
  }
}

function seenHoles({ holes, span }: Pick<FileWords, 'holes' | 'span'>): Hole[] {
  return holes.filter(({ from, to }) => from < span.toS && to > span.fromS)
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
