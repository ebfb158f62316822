import { VALUE_COLUMNS } from './bar-table'
import type { BarsLine, PairRows, SeriesLine } from './pair-rows'

/** With more changed rows than this a series goes on whole. */
const MOST_ROWS = 60

/**
 * What takes `held` to `series`, as bars: a stream that takes pairs over from another brings an hour
 * of each, of which a reader of the other one lacks a few rows. Undefined: it lacks more than that.
 */
export function seriesChange(held: PairRows, series: SeriesLine): BarsLine | undefined {
  const from = firstChange(held, series)
  if (from === undefined || !hasSameHoles(held, series)) return undefined
  const { seq, pair, age1_ms, age2_ms } = series
  const rows = (column: readonly (number | null)[]) => column.slice(from)
  return {
    ...{ seq, type: 'bars', pair },
    ...{ time: series.time.slice(from), count: series.count.slice(from) },
    ...{ last: rows(series.last), low: rows(series.low), high: rows(series.high) },
    ...{ upper: rows(series.upper), lower: rows(series.lower) },
    ...{ bid1: rows(series.bid1), ask1: rows(series.ask1) },
    ...{ bid2: rows(series.bid2), ask2: rows(series.ask2) },
    ...{ age1_ms: age1_ms ?? null, age2_ms: age2_ms ?? null },
  }
}

/** The first row of `series` that `held` has not or has otherwise; undefined: too many are. */
function firstChange({ bars }: PairRows, series: SeriesLine): number | undefined {
  const { time } = series
  const offset = bars.time.subarray(0, bars.length).indexOf(time[0] ?? NaN)
  if (offset === -1) return undefined
  const isSame = (row: number) =>
    bars.time[offset + row] === time[row] &&
    VALUE_COLUMNS.every((name) =>
      Object.is(bars.columns[name][offset + row], series[name][row] ?? NaN),
    )
  let from = 0
  while (from < time.length && offset + from < bars.length && isSame(from)) from++
  if (time.length - from > MOST_ROWS) return undefined
  // Bars take nothing away: what is held from there on must be there in the series as well.
  const after = new Set(time.slice(from))
  return bars.time.subarray(offset + from, bars.length).every((held) => after.has(held))
    ? from
    : undefined
}

function hasSameHoles({ holes }: PairRows, { gaps, time }: SeriesLine): boolean {
  const held = holes.filter(({ to }) => to > (time[0] ?? 0))
  return (
    held.length === gaps.length &&
    held.every(({ from, to, cause }, at) => {
      const gap = gaps[at]!
      return gap.from === from && (gap.to ?? Infinity) === to && gap.cause === cause
    })
  )
}
