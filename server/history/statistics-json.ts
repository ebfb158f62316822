import { percent } from '@/lib/protocol/column-text'
import type { HistoryStatistics } from '@/lib/protocol/history-line'
import type { HistoryFigures } from '@/lib/spread/history-statistics'
import { EPISODE_BEYOND_PCT, EPISODE_NEUTRAL_PCT } from '@/lib/spread/hour-figures'

/** The statistics of an `end` line. */
export function statisticsJson(figures: HistoryFigures): HistoryStatistics {
  const { episodes } = figures
  return {
    highest: percent(figures.highest) ?? 0,
    highest_ms: figures.highestMs,
    lowest: percent(figures.lowest) ?? 0,
    lowest_ms: figures.lowestMs,
    mean: percent(figures.mean) ?? 0,
    median: percent(figures.median) ?? 0,
    upper: percent(figures.upper) ?? 0,
    lower: percent(figures.lower) ?? 0,
    half_life_s: percent(figures.halfLifeS),
    episodes: {
      beyond_pct: EPISODE_BEYOND_PCT,
      neutral_pct: EPISODE_NEUTRAL_PCT,
      exchange1_dearer: episodes.exchange1Dearer,
      exchange2_dearer: episodes.exchange2Dearer,
      unfinished: episodes.unfinished,
      median_s: percent(episodes.medianS),
      p95_s: percent(episodes.p95S),
    },
    time_above_pct: percent(figures.timeAbovePct) ?? 0,
  }
}
