import { type BarRows, followsOn, isBar } from './bar-rows'
import { EpisodeTracker } from './episode-tracker'
import type { Episode } from './episode'

const SECOND_MS = 1_000

/**
 * The episodes beyond a threshold (percent) in bars, oldest first, told to the second: one begins with
 * the first bar whose high or low is beyond it and ends with the bar whose last value is back within
 * 0.05 % of zero or on the other side; a hole cuts it. An excursion within one second lasts 0. One that
 * began before the first bar begins with it.
 *
 * It is of the kind of spread that the columns hold. For an executable spread, direction 1 alone is
 * an opportunity (of that kind's own trade); -1 is what a round trip costs.
 */
export function barEpisodes(rows: BarRows, beyondPct: number): Episode[] {
  const tracker = new EpisodeTracker(beyondPct, SECOND_MS)
  for (let row = 0; row < rows.length; row++) {
    if (!isBar(rows, row)) {
      tracker.cut()
      continue
    }
    if (!followsOn(rows, row)) tracker.cut()
    tracker.take(rows.time[row]! * SECOND_MS, rows.low[row]!, rows.high[row]!, rows.last[row]!)
  }
  return tracker.finish()
}
