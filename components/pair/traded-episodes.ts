import { rowFrom, type BarRows } from '@/lib/spread/bar-rows'
import type { Episode } from '@/lib/spread/episode'
import type { PairChartMode, TimeSpan } from '../pair-chart/pair-chart-props'

/** An episode with what a trader would have had of it. */
export interface TradedEpisode extends Episode {
  /** Left at its peak after fees, percent; NaN: the fees or the books of that time are not known. */
  netPct: number
}

/**
 * Episodes as the page shows them, oldest first. `lists`: in mode `bid` those of `bid`, else those of
 * `buy2_sell1` and `buy1_sell2`, of which only gains count; the latter point down, as they are drawn.
 * `feesPct`: of a round trip, undefined when unknown. `bars`: of the spread `bid`.
 */
export function tradedEpisodes(
  mode: PairChartMode,
  lists: readonly (readonly Episode[])[],
  bars: BarRows,
  feesPct: number | undefined,
): TradedEpisode[] {
  const fees = feesPct ?? NaN
  const [first = [], second = []] = lists
  if (mode === 'bid') {
    return first.map((each) => ({ ...each, netPct: peakEdgePct(each, bars) - fees }))
  }
  const gains = (list: readonly Episode[]) => list.filter(({ direction }) => direction === 1)
  const up = gains(first).map((each) => ({ ...each, netPct: each.peakPct - fees }))
  const down = gains(second).map((each): TradedEpisode => ({
    ...each,
    direction: -1,
    peakPct: -each.peakPct,
    netPct: each.peakPct - fees,
  }))
  return [...up, ...down].toSorted((a, b) => a.startMs - b.startMs)
}

/**
 * What the spread of bids at its peak was worth to a taker, percent: less the width of the book that
 * is bought from, as it was in the second in which the episode began. NaN without a bar of it.
 */
function peakEdgePct({ startMs, direction, peakPct }: Episode, bars: BarRows): number {
  const row = rowFrom(bars, Math.floor(startMs / 1_000))
  if (row >= bars.length || bars.time[row]! > Math.ceil(startMs / 1_000)) return NaN
  const ratio = 1 + peakPct / 100
  const edge =
    direction === 1
      ? (ratio * bars.bid2[row]!) / bars.ask2[row]!
      : bars.bid1[row]! / bars.ask1[row]! / ratio
  return (edge - 1) * 100
}

/** Those that lasted in some part of a span. */
export function episodesWithin<T extends Episode>(episodes: readonly T[], span: TimeSpan): T[] {
  return episodes.filter(
    ({ startMs, endMs }) => startMs < span.toS * 1_000 && !(endMs < span.fromS * 1_000),
  )
}

/** The index of the episode that has the moment, epoch milliseconds; undefined: none has. */
export function episodeAt(episodes: readonly Episode[], startMs: number): number | undefined {
  const exact = episodes.findIndex((each) => each.startMs === startMs)
  if (exact !== -1) return exact
  // It was told by bars and is told to the quote now, or the other way round.
  const near = episodes.findIndex((each) => Math.abs(each.startMs - startMs) < 1_000)
  return near === -1 ? undefined : near
}
