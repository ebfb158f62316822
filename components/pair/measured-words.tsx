import { percentFigure } from '../chart/axis-figure'
import type { MeasuredSpan } from '../pair-chart/pair-chart-props'
import { duration } from '../ui/time-format'
import { basisPoints, grouped } from '../ui/number-format'
import type { ZoneClock } from '../ui/zone-clock'

interface MeasuredWordsProps {
  measured: MeasuredSpan
  zone: ZoneClock
  digits: number
  /** The line of the channel that is measured; undefined: bid to bid. */
  lineName: string | undefined
}

/** What the measure tool found. */
export function MeasuredWords({ measured, zone, digits, lineName }: MeasuredWordsProps) {
  const { fromS, toS, changePct, lowPct, highPct, episodes } = measured
  const percent = (value: number) => (Number.isNaN(value) ? 'none' : percentFigure(value, digits))
  return (
    <section aria-label="Measured">
      <h2>
        Measured
        <em>
          {zone.second(fromS)} to {zone.second(toS)}
        </em>
      </h2>
      {lineName !== undefined && <p className="line-name">{lineName}</p>}
      <div className="figures">
        <dl className="kv">
          <dt>change %</dt>
          <dd>{percent(changePct)}</dd>
          <dt>in bp</dt>
          <dd>{Number.isNaN(changePct) ? 'none' : basisPoints(changePct)}</dd>
          <dt>time</dt>
          <dd>{duration((toS - fromS) * 1_000)}</dd>
        </dl>
        <dl className="kv">
          <dt>highest</dt>
          <dd>{percent(highPct)}</dd>
          <dt>lowest</dt>
          <dd>{percent(lowPct)}</dd>
          <dt>episodes</dt>
          <dd>{grouped(episodes)}</dd>
        </dl>
      </div>
    </section>
  )
}
