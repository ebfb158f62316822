'use client'

import { Star } from 'lucide-react'
import { useEffect, useState } from 'react'
import { TermTip } from '../help/term-tip'
import type { PaintClock } from '../chart/paint-clock'
import { symbolParts } from '../ui/symbol-name'
import { favourites } from '../kept/favourites'
import { togglePair, useHasPair } from '../kept/pair-list'
import type { MarketFeed } from '../stream/market-feed'
import { feeWords } from '../fees/own-fees'
import { pairFace, type EdgeFace, type LegFace, type PairFace } from './pair-face'

interface PairHeadProps {
  pair: string
  symbol: string
  exchange1: string
  exchange2: string
  feed: MarketFeed
  clock: PaintClock
  beyondPct: number
  /** Of a round trip, percent; undefined: unknown. */
  feesPct: number | undefined
  digits: number
}

/** What a trader reads first: the pair, its spread now, and what either direction would leave. */
export function PairHead(props: PairHeadProps) {
  const { pair, symbol, exchange1, exchange2, feesPct } = props
  const face = usePairFace(props)
  const { base, quote } = symbolParts(symbol)
  const legs = face?.legs
  return (
    <section className="pair-head" aria-label="Pair">
      <div className="pair-name">
        <h1>
          {base} <small>{quote}</small>
          <FavouriteButton pair={pair} />
        </h1>
        <div className="legs">
          <Leg name={exchange1} leg={legs?.[0]} place="one" />
          <Leg name={exchange2} leg={legs?.[1]} place="two" />
        </div>
      </div>
      <div className="pair-now">
        {/* Silent for screen readers: it changes three times a second. */}
        <output className={`big ${face?.tone ?? 'quiet'}`} aria-label="Spread" aria-live="off">
          {face?.value ?? 'no value'}
          {face?.value !== undefined && <span className="unit">%</span>}
        </output>
        <span className="fact">
          {face?.bp === undefined ? '' : `${face.bp} bp, `}
          {face?.note ?? 'bid to bid'}
        </span>
      </div>
      <Edge edge={face?.edges[0]} buy={exchange2} sell={exchange1} />
      <Edge edge={face?.edges[1]} buy={exchange1} sell={exchange2} />
      <div className="fact costs">
        <TermTip term="booksCostPct">Round trip costs</TermTip>
        <output aria-label="Round trip costs" aria-live="off">
          {face?.booksCost ?? 'no value'}
          <span className="unit">
            {face?.booksCost === undefined ? '' : '% '}+{' '}
            {feesPct === undefined ? 'unknown' : feeWords(roundedFees(feesPct))} fees
          </span>
        </output>
      </div>
    </section>
  )
}

/** Sums of binary fractions have a tail that is no fee. */
function roundedFees(feesPct: number): number {
  return Number(feesPct.toFixed(9))
}

function FavouriteButton({ pair }: { pair: string }) {
  const isFavourite = useHasPair(favourites, pair)
  return (
    <button
      type="button"
      className={`tool favourite${isFavourite ? ' on' : ''}`}
      aria-pressed={isFavourite}
      aria-label="Favourite"
      aria-keyshortcuts="f"
      title={isFavourite ? 'No favourite any more (f)' : 'Make it a favourite (f)'}
      onClick={() => togglePair(favourites, pair)}
    >
      <Star size={16} fill={isFavourite ? 'currentColor' : 'none'} aria-hidden="true" />
    </button>
  )
}

interface LegProps {
  name: string
  leg: LegFace | undefined
  place: 'one' | 'two'
}

function Leg({ name, leg, place }: LegProps) {
  return (
    <span className={`leg ${place}${leg?.isStale ? ' stale' : ''}`}>
      <span className="leg-name">{name}</span>
      {leg?.price !== undefined && <b className="price">{leg.price}</b>}
      <em>{leg?.words ?? ''}</em>
    </span>
  )
}

/** The names stand before the first value does. */
function Edge({ edge, buy, sell }: { edge: EdgeFace | undefined; buy: string; sell: string }) {
  const name = `Buy ${buy}, sell ${sell}`
  return (
    <div className="fact edge">
      <TermTip term="afterFeesPct">{name}</TermTip>
      <output aria-label={name} aria-live="off" className={edge?.isPositive ? 'pos' : ''}>
        {edge?.gross === undefined ? (
          'no value'
        ) : (
          <>
            {edge.net ?? <span className="unknown">unknown</span>}
            <span className="unit">{edge.net === undefined ? ' net' : '% net'}</span>{' '}
            <span className="unit">
              {edge.gross}
              {edge.net === undefined ? ' % gross' : ' gross'}
            </span>
          </>
        )}
      </output>
    </div>
  )
}

function usePairFace(props: PairHeadProps): PairFace | undefined {
  const { pair, feed, clock, beyondPct, feesPct, digits } = props
  const [face, setFace] = useState<PairFace>()
  useEffect(() => {
    const paint = () => {
      const rows = feed.rows(pair)
      setFace(
        rows === undefined
          ? undefined
          : pairFace(rows, { beyondPct, feesPct, digits }, feed.agesMs(rows)),
      )
    }
    paint()
    return clock.add(paint)
  }, [pair, feed, clock, beyondPct, feesPct, digits])
  return face
}
