import type { EpisodesSummary } from '@/lib/spread/episode-figures'
import { axisFigure } from '../chart/axis-figure'
import { duration } from '../ui/time-format'
import { grouped } from '../ui/number-format'
import type { TradedEpisode } from './traded-episodes'

interface ThresholdWordsProps {
  episodes: readonly TradedEpisode[]
  summary: EpisodesSummary
  feesPct: number | undefined
}

/** What the threshold would have given in what is seen: it follows while the line is dragged. */
export function ThresholdWords({ episodes, summary, feesPct }: ThresholdWordsProps) {
  const left = leftAfterFees(episodes)
  return (
    <output className="threshold" aria-label="Threshold" aria-live="off">
      {episodes.length === 0 ? (
        'Not crossed in what is seen.'
      ) : (
        <>
          Crossed <b>{grouped(episodes.length)}</b> {episodes.length === 1 ? 'time' : 'times'},{' '}
          {summary.count === 0 ? (
            'none finished'
          ) : (
            <>
              median <b>{duration(summary.medianMs)}</b>
            </>
          )}
          {'. '}
          {left === undefined ? (
            `After fees: ${feesPct === undefined ? 'unknown, a fee is missing' : 'unknown'}.`
          ) : (
            <>
              Left after fees <b>{grouped(left.gains)}</b> of {grouped(left.known)} times, median{' '}
              <b className={left.medianPct > 0 ? 'pos' : ''}>{axisFigure(left.medianPct, 3)}</b> %
              at the peak.
            </>
          )}
        </>
      )}
    </output>
  )
}

interface LeftAfterFees {
  /** Episodes of which it is known, and those of them that left something. */
  known: number
  gains: number
  /** Percent. */
  medianPct: number
}

/** Undefined: of no episode is it known. */
export function leftAfterFees(episodes: readonly TradedEpisode[]): LeftAfterFees | undefined {
  const known = episodes.map(({ netPct }) => netPct).filter(Number.isFinite)
  if (known.length === 0) return undefined
  const sorted = known.toSorted((a, b) => a - b)
  return {
    known: known.length,
    gains: known.filter((netPct) => netPct > 0).length,
    medianPct: sorted[Math.round((sorted.length - 1) / 2)]!,
  }
}
