import type { ReactNode } from 'react'
import type { PaintClock } from '../chart/paint-clock'
import type { MarketFeed } from '../stream/market-feed'
import { pairAddress } from '../ui/addresses'
import { symbolName, symbolParts } from '../ui/symbol-name'
import { useGlanceChart } from './use-glance-chart'

export const GLANCE_SECONDS = 900

interface PairGlanceProps {
  pair: string
  symbol: string
  exchange1: string
  exchange2: string
  feed: MarketFeed
  clock: PaintClock
  /** What can be done with the pair. */
  children: ReactNode
}

/** The last 15 minutes of the chosen pair; the way to its page, where the chart can be walked. */
export function PairGlance(props: PairGlanceProps) {
  const { pair, symbol, exchange1, exchange2, feed, clock, children } = props
  const { host, hasRows } = useGlanceChart(pair, GLANCE_SECONDS, feed, clock)
  return (
    <section className="glance" aria-label="Chosen pair">
      <h2>
        <a href={pairAddress(pair)}>{symbolParts(symbol).base}</a>{' '}
        <em>
          {exchange1}, {exchange2}, spread bid to bid, last 15 minutes
        </em>
        <span className="glance-actions">{children}</span>
      </h2>
      <div className="plot">
        <div
          ref={host}
          className="canvas"
          // Several canvases, one picture.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="img"
          aria-label={`Spread of ${symbolName(symbol)}, ${exchange1} against ${exchange2}, last 15 minutes`}
        />
        {!hasRows && <p className="say quiet">waiting for the first values</p>}
      </div>
    </section>
  )
}
