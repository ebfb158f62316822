import { memo, useEffect } from 'react'
import { parsePairKey } from '@/lib/market/pair'
import type { PaintClock } from '../chart/paint-clock'
import type { MarketFeed } from '../stream/market-feed'
import { symbolParts } from '../ui/symbol-name'
import { AnalyzerPanel } from './analyzer-panel'
import { DetailsActions } from './details-actions'
import { MatrixPanel } from './matrix-panel'
import { GLANCE_SECONDS, PairGlance } from './pair-glance'
import type { ScreenerPoll } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'

interface ScreenerDetailsProps {
  store: ScreenerViewStore
  poll: ScreenerPoll
  feed: MarketFeed
  clock: PaintClock
  /** The chosen one; undefined before there is any. */
  pair: string | undefined
  isOpen: boolean
}

/** The chosen pair below the table: all ways between its exchanges, its chart, the analyzer. */
export const ScreenerDetails = memo(function ScreenerDetails(props: ScreenerDetailsProps) {
  const { store, poll, feed, clock, pair, isOpen } = props
  const names = parsePairKey(pair ?? '')
  const streamed = isOpen ? pair : undefined

  useEffect(() => {
    const pairs = streamed === undefined ? [] : [streamed]
    // Without a chart the page still hears how server and feed are.
    const windowSeconds = streamed === undefined ? 1 : GLANCE_SECONDS
    feed.want({ source: 'live', spread: 'bid', windowSeconds, pairs })
  }, [feed, streamed])

  if (pair === undefined || names === undefined) return null
  const { symbol, exchange1, exchange2 } = names
  const actions = <DetailsActions {...{ store, poll, pair, symbol, isOpen }} />
  if (!isOpen) {
    return (
      <section className="screener-details closed wide" aria-label="Details">
        <header>
          <b>{symbolParts(symbol).base}</b> {exchange1}, {exchange2}
          <span className="push" />
          {actions}
        </header>
      </section>
    )
  }
  return (
    <section className="screener-details" aria-label="Details">
      <div className="panels">
        <MatrixPanel
          symbol={symbol}
          pair={pair}
          onChoose={(selected) => store.setState({ selected })}
        />
        <PairGlance key={pair} pair={pair} {...names} feed={feed} clock={clock}>
          {actions}
        </PairGlance>
        <AnalyzerPanel {...names} />
      </div>
    </section>
  )
})
