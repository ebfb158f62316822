import type { Pair } from '@/lib/market/pair'
import type { PairFigures, ThresholdFigures } from '@/lib/spread/pair-statistics'

/** A column: its name, and its text for what it is about. */
type Column<About> = readonly [name: string, text: (about: About) => string]

const FIRST: readonly Column<PairFigures>[] = [
  ['max_deviation_pct', ({ highest }) => decimal(highest)],
  ['min_deviation_pct', ({ lowest }) => decimal(lowest)],
  ['deviation_asymmetry', ({ mean }) => decimal(mean)],
  ['zero_crossings', ({ zeroCrossings }) => String(zeroCrossings)],
  ['zero_crossings_per_hour', ({ zeroCrossingsPerHour }) => decimal(zeroCrossingsPerHour)],
  ['zero_crossings_per_minute', ({ zeroCrossingsPerMinute }) => decimal(zeroCrossingsPerMinute)],
]

/** `*` stands for the threshold. */
const BY_TICKS: readonly Column<ThresholdFigures>[] = [
  ['opportunity_cycles_*', ({ cycles }) => String(cycles)],
  ['cycles_*_per_hour', ({ cyclesPerHour }) => decimal(cyclesPerHour)],
  ['pct_time_above_*', ({ pctTimeAbove }) => decimal(pctTimeAbove)],
  ['avg_cycle_duration_*_sec', ({ avgCycleDurationS }) => decimal(avgCycleDurationS)],
  ['pattern_break_*', ({ patternBreak }) => String(patternBreak)],
]

const LAST: readonly Column<PairFigures>[] = [
  ['data_points', ({ dataPoints }) => String(dataPoints)],
  ['duration_hours', ({ durationHours }) => decimal(durationHours)],
]

/**
 * The honest variants. None may be taken for `opportunity_cycles_040bp`, which readers find by the
 * words `opportunity` and `040bp`.
 */
const BY_TIME: readonly Column<ThresholdFigures>[] = [
  ['share_of_time_above_*_pct', ({ timeAbovePct }) => decimal(timeAbovePct)],
  ['episodes_*_exchange1_dearer', ({ episodes }) => String(episodes.exchange1Dearer)],
  ['episodes_*_exchange2_dearer', ({ episodes }) => String(episodes.exchange2Dearer)],
  ['episodes_*_unfinished', ({ episodes }) => String(episodes.unfinished)],
  ['episode_duration_*_median_sec', ({ episodes }) => decimal(episodes.medianS)],
  ['episode_duration_*_p95_sec', ({ episodes }) => decimal(episodes.p95S)],
]

/** No other analyzer's file has it. */
export const OWN_COLUMN = 'half_life_sec'

const COVERAGE: readonly Column<PairFigures>[] = [
  ['largest_gap_sec', ({ largestGapS }) => decimal(largestGapS)],
  ['covered_pct', ({ coveredPct }) => decimal(coveredPct)],
  [OWN_COLUMN, ({ halfLifeS }) => decimal(halfLifeS) || 'none'],
]

/** The 26 columns of contract §6, in their order, then the honest variants. */
export function summaryHeader(thresholds: readonly number[]): string[] {
  const names = thresholds.map(thresholdName)
  const each = (columns: readonly Column<ThresholdFigures>[]) =>
    names.flatMap((name) => columns.map(([column]) => column.replace('*', name)))
  const all = (columns: readonly Column<PairFigures>[]) => columns.map(([column]) => column)
  return [
    ...['symbol', 'exchange1', 'exchange2', ...all(FIRST), ...each(BY_TICKS), ...all(LAST)],
    ...[...each(BY_TIME), ...all(COVERAGE)],
  ]
}

/** The row of a pair, below `summaryHeader`. */
export function summaryCells({ symbol, exchange1, exchange2 }: Pair, figures: PairFigures) {
  const each = (columns: readonly Column<ThresholdFigures>[]) =>
    figures.thresholds.flatMap((one) => columns.map(([, text]) => text(one)))
  const all = (columns: readonly Column<PairFigures>[]) => columns.map(([, text]) => text(figures))
  return [
    ...[symbol, exchange1, exchange2, ...all(FIRST), ...each(BY_TICKS), ...all(LAST)],
    ...[...each(BY_TIME), ...all(COVERAGE)],
  ]
}

/** Percent as basis points: 0.3 is `030bp`. */
export function thresholdName(pct: number): string {
  return `${String(Math.round(pct * 100)).padStart(3, '0')}bp`
}

/**
 * A float64 as the earlier analyzer writes it: the shortest text that reads back the same, whole
 * numbers with `.0`, an exponent below 0.00001; empty for what cannot be told.
 */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isInteger(value)) return `${value}.0`
  return Math.abs(value) < 1e-5 ? value.toExponential() : String(value)
}
