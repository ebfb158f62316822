import type { TermName } from '@/lib/market/terms'
import type { BarStatistics } from '@/lib/spread/bar-statistics'
import { TermTip } from '../help/term-tip'
import { percentFigure } from '../chart/axis-figure'
import { grouped, signed } from '../ui/number-format'
import { age } from '../ui/time-format'

/** A window of whose beginning less is missing is whole. */
const SHORT_S = 60

interface WindowFiguresProps {
  /** `Last 15 minutes`. */
  title: string
  statistics: BarStatistics
  /** Of the window, seconds. */
  seconds: number
  /** How far before the end of the window the oldest bar lies, seconds; NaN: there is none. */
  reachS: number
  beyondPct: number
  /** Milliseconds; NaN: not known. */
  skewMs: number
  digits: number
  /** A view of the past: what is of now is named so. */
  isPast: boolean
  /** The line of the channel that the figures are of; undefined: bid to bid. */
  lineName: string | undefined
}

/** Statistics of the bars that are seen, each with its definition. */
export function WindowFigures(props: WindowFiguresProps) {
  const { title, statistics, seconds, reachS, beyondPct, skewMs, digits, isPast, lineName } = props
  const percent = (value: number) => (Number.isNaN(value) ? 'none' : percentFigure(value, digits))
  const hot = (value: number) => (Math.abs(value) > beyondPct ? 'hot' : '')
  const figure = (value: number, words: string) => (Number.isFinite(value) ? words : 'none')
  const { zNow, percentileNow, halfLifeS, zeroCrossingsPerMinute } = statistics
  const above = statistics.aboveSharePct(beyondPct)
  return (
    <section aria-label="Statistics of the window">
      <h2>
        {title}
        <em>
          {grouped(statistics.bars)} of {grouped(seconds)}{' '}
          <TermTip term="coverageSharePct">bars</TermTip>,{' '}
          {figure(statistics.coverageSharePct, `${statistics.coverageSharePct.toFixed(1)} %`)}
        </em>
      </h2>
      {reachS < seconds - SHORT_S && (
        <p className="reach">The bars reach back {age(reachS * 1_000)}.</p>
      )}
      {lineName !== undefined && <p className="line-name">{lineName}</p>}
      <div className="figures">
        <dl className="kv">
          <Row
            {...{ term: 'highestPct', name: 'highest' }}
            value={percent(statistics.highestPct)}
            tone={hot(statistics.highestPct)}
          />
          <Row term="q97Pct" name="97 %" value={percent(statistics.q97Pct)} />
          <Row term="medianPct" name="median" value={percent(statistics.medianPct)} />
          <Row term="q03Pct" name="3 %" value={percent(statistics.q03Pct)} />
          <Row
            {...{ term: 'lowestPct', name: 'lowest' }}
            value={percent(statistics.lowestPct)}
            tone={hot(statistics.lowestPct)}
          />
          <Row term="meanPct" name="mean" value={percent(statistics.meanPct)} />
        </dl>
        <dl className="kv">
          <Row
            term="zNow"
            name={isPast ? 'z at its end' : 'z now'}
            value={figure(zNow, signed(zNow, 2))}
          />
          <Row
            {...{ term: 'percentileNow', name: isPast ? 'percentile at end' : 'percentile now' }}
            value={figure(percentileNow, percentileNow.toFixed(1))}
          />
          <Row
            {...{ term: 'halfLifeS', name: 'half-life' }}
            value={figure(halfLifeS, age(halfLifeS * 1_000))}
          />
          <Row
            {...{ term: 'zeroCrossingsPerMinute', name: 'zero crossings' }}
            value={figure(zeroCrossingsPerMinute, `${zeroCrossingsPerMinute.toFixed(1)}/min`)}
          />
          <Row
            {...{ term: 'aboveSharePct', name: `above ${beyondPct.toFixed(3)}` }}
            value={figure(above, `${above.toFixed(1)} %`)}
          />
          <Row
            term="skewMs"
            name={isPast ? 'leg skew now' : 'leg skew'}
            value={figure(skewMs, age(skewMs))}
          />
        </dl>
      </div>
    </section>
  )
}

interface RowProps {
  term: TermName
  name: string
  value: string
  tone?: string
}

function Row({ term, name, value, tone = '' }: RowProps) {
  return (
    <>
      <dt>
        <TermTip term={term}>{name}</TermTip>
      </dt>
      <dd className={tone}>{value}</dd>
    </>
  )
}
