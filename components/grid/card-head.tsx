import type { RankedPair } from '@/lib/protocol/pairs-list'
import { historyAddress } from '../ui/addresses'
import { Star } from 'lucide-react'
import { favourites } from '../kept/favourites'
import { togglePair, useHasPair } from '../kept/pair-list'
import type { CardFace, LegFace } from './card-face'
import { symbolName, symbolParts } from '../ui/symbol-name'

interface CardHeadProps {
  /** Names are written as its list spells them. */
  ranked: Pick<RankedPair, 'pair' | 'symbol' | 'exchange1' | 'exchange2'>
  face: CardFace
}

export function CardHead({ ranked, face }: CardHeadProps) {
  const { pair, symbol, exchange1, exchange2 } = ranked
  const { base, quote } = symbolParts(symbol)
  const { value, tone, bp, band, note, legs } = face
  return (
    <div className="head">
      <div className="title">
        <h2 className="symbol" title={symbolName(symbol)}>
          <span className="base">{base}</span>
          <small>{quote}</small>
        </h2>
        <Favourite pair={pair} name={symbolName(symbol)} />
      </div>
      {/* Silent for screen readers: it changes three times a second. */}
      <output className={`now ${tone}`} aria-label="Spread" aria-live="off">
        {value ?? 'no value'}
        {value !== undefined && <span className="unit">%</span>}
      </output>
      <div className="legs">
        <Leg name={exchange1} leg={legs[0]} place="one" />
        <Leg name={exchange2} leg={legs[1]} place="two" />
        {/* By key it is H on the card: a stop of its own would double the way through the grid. */}
        <a className="to-history" href={historyAddress(pair)} tabIndex={-1}>
          History
        </a>
      </div>
      <div className="side">
        {note ?? (
          <>
            {bp !== undefined && (
              <span>
                <b>{bp}</b> bp
              </span>
            )}
            {band !== undefined && (
              <span className="band">
                band{' '}
                <b>
                  {band.lower} … {band.upper}
                </b>
              </span>
            )}
          </>
        )}
      </div>
    </div>
  )
}

interface LegProps {
  name: string
  leg: LegFace
  place: 'one' | 'two'
}

function Leg({ name, leg, place }: LegProps) {
  return (
    <span className={`leg ${place}${leg.isStale ? ' stale' : ''}`}>
      <span className="leg-name">{name}</span> <em>{leg.words}</em>
    </span>
  )
}

/** By key it is F on the card. */
function Favourite({ pair, name }: { pair: string; name: string }) {
  const isMarked = useHasPair(favourites, pair)
  return (
    <button
      type="button"
      className="star"
      aria-label={`Favourite ${name}`}
      aria-pressed={isMarked}
      tabIndex={-1}
      onClick={() => togglePair(favourites, pair)}
    >
      <Star size={14} fill={isMarked ? 'currentColor' : 'none'} aria-hidden="true" />
    </button>
  )
}
