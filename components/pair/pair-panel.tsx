import { useMemo } from 'react'
import type { BarStatistics } from '@/lib/spread/bar-statistics'
import { episodeFigures } from '@/lib/spread/episode-figures'
import type { MeasuredSpan, TimeSpan } from '../pair-chart/pair-chart-props'
import type { ZoneClock } from '../ui/zone-clock'
import { helpAddress } from '../help/help-address'
import { Durations } from './durations'
import { EpisodesTable } from './episodes-table'
import { MeasuredWords } from './measured-words'
import type { TradedEpisode } from './traded-episodes'
import type { PairSnapshot } from './use-pair-snapshot'
import { WindowFigures } from './window-figures'

interface PairPanelProps {
  snapshot: PairSnapshot
  /** Of the bars that are seen. */
  statistics: BarStatistics
  /** What is seen, and how it is called. */
  span: TimeSpan
  title: string
  /** A view of the past: what is of now is named so. */
  isPast: boolean
  /** The line of the channel that the figures are of; undefined: bid to bid. */
  lineName: string | undefined
  /** Of what is seen, oldest first. */
  episodes: readonly TradedEpisode[]
  exactFromMs: number
  exchange1: string
  exchange2: string
  beyondPct: number
  feesPct: number | undefined
  digits: number
  measured: MeasuredSpan | undefined
  selectedMs: number | undefined
  zone: ZoneClock
  onSelect: (startMs: number | undefined) => void
}

/** All that is known of what is seen of a pair. */
export function PairPanel(props: PairPanelProps) {
  const { snapshot, statistics, span, title, episodes, beyondPct, digits, measured, zone } = props
  const { isPast, lineName } = props
  const summary = useMemo(() => episodeFigures(episodes), [episodes])
  return (
    <aside className="pair-panel" aria-label="Statistics">
      {measured !== undefined && <MeasuredWords {...{ measured, zone, digits, lineName }} />}
      <WindowFigures
        {...{ title, statistics, beyondPct, digits, isPast, lineName }}
        seconds={Math.round(span.toS - span.fromS)}
        reachS={span.toS - (snapshot.bars.time[0] ?? NaN)}
        skewMs={snapshot.skewMs}
      />
      <Durations summary={summary} />
      <EpisodesTable {...props} summary={summary} />
      <p className="cap">
        <a href={helpAddress('highestPct')}>What these figures mean</a>
      </p>
    </aside>
  )
}
