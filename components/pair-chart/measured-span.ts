import type { ChartItem } from '../chart/chart-item'
import { percentFigure } from '../chart/axis-figure'
import { duration } from '../ui/time-format'
import { episodesWithin } from './episode-spans'
import type { ChartEpisode, MeasuredSpan } from './pair-chart-props'

/** The values that are measured, one for each item. */
export type MeasuredLine = Record<'last' | 'low' | 'high', (index: number) => number>

/**
 * What lies between two places of a chart of seconds, both included, whichever comes first: the
 * change is the later value minus the earlier.
 */
export function measureSpan(
  items: readonly ChartItem[],
  line: MeasuredLine,
  one: number,
  other: number,
  episodes: readonly ChartEpisode[],
): MeasuredSpan {
  const first = Math.min(one, other)
  const last = Math.max(one, other)
  let lowPct = NaN
  let highPct = NaN
  for (let index = first; index <= last; index++) {
    if (!hasValue(items[index])) continue
    if (!(line.low(index) >= lowPct)) lowPct = line.low(index)
    if (!(line.high(index) <= highPct)) highPct = line.high(index)
  }
  const valueAt = (index: number) => (hasValue(items[index]) ? line.last(index) : NaN)
  const fromS = items[first]!.time
  const toS = items[last]!.time + 1
  const changePct = valueAt(last) - valueAt(first)
  return { fromS, toS, changePct, lowPct, highPct, episodes: episodesWithin(episodes, fromS, toS) }
}

/** `+0.123 %, 2:34, 3 episodes`. */
export function measuredWords({ changePct, fromS, toS, episodes }: MeasuredSpan): string {
  const change = Number.isNaN(changePct) ? 'no value at an end' : `${percentFigure(changePct, 3)} %`
  const lasted = duration((toS - fromS) * 1_000)
  const count = episodes === 0 ? 'no episode' : `${episodes} episode${episodes > 1 ? 's' : ''}`
  return `${change}, ${lasted}, ${count}`
}

function hasValue(item: ChartItem | undefined): boolean {
  return item?.kind === 'bar' || item?.kind === 'held'
}
