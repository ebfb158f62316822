import type { RankedPair } from '@/lib/protocol/pairs-list'
import { historyAddress } from '../ui/addresses'
import { Star } from 'lucide-react'
import { favourites } from '../kept/favourites'
import { togglePair, useHasPair } from '../kept/pair-list'
import type { CardFace } from './card-face'
import { useFace, type FaceStore } from './face-store'
import { symbolName, symbolParts } from '../ui/symbol-name'

/** Where the parts of a head read what they say. */
interface Faces {
  faces: FaceStore
  /** Until there is a series. */
  waiting: CardFace | undefined
}

interface CardHeadProps extends Faces {
  /** Names are written as its list spells them. */
  ranked: Pick<RankedPair, 'pair' | 'symbol' | 'exchange1' | 'exchange2'>
}

/** Each number is drawn by itself: they change several times a second, not all at once. */
export function CardHead({ ranked, faces, waiting }: CardHeadProps) {
  const { pair, symbol, exchange1, exchange2 } = ranked
  const { base, quote } = symbolParts(symbol)
  const said = { faces, waiting }
  return (
    <div className="head">
      <div className="title">
        <h2 className="symbol" title={symbolName(symbol)}>
          <span className="base">{base}</span>
          <small>{quote}</small>
        </h2>
        <Favourite pair={pair} name={symbolName(symbol)} />
      </div>
      <SpreadNow {...said} />
      <div className="legs">
        <Leg {...said} name={exchange1} place={0} />
        <Leg {...said} name={exchange2} place={1} />
        {/* By key it is H on the card: a stop of its own would double the way through the grid. */}
        <a className="to-history" href={historyAddress(pair)} tabIndex={-1}>
          History
        </a>
      </div>
      <Side {...said} />
    </div>
  )
}

function SpreadNow({ faces, waiting }: Faces) {
  const value = useFace(faces, waiting, (face) => face.value)
  const tone = useFace(faces, waiting, (face) => face.tone)
  return (
    // Silent for screen readers: it changes several times a second.
    <output className={`now ${tone}`} aria-label="Spread" aria-live="off">
      {value ?? 'no value'}
      {value !== undefined && <span className="unit">%</span>}
    </output>
  )
}

function Side({ faces, waiting }: Faces) {
  const note = useFace(faces, waiting, (face) => face.note)
  const bp = useFace(faces, waiting, (face) => face.bp)
  const band = useFace(faces, waiting, ({ band: at }) => at && `${at.lower} … ${at.upper}`)
  return (
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
              band <b>{band}</b>
            </span>
          )}
        </>
      )}
    </div>
  )
}

interface LegProps extends Faces {
  name: string
  place: 0 | 1
}

function Leg({ faces, waiting, name, place }: LegProps) {
  const words = useFace(faces, waiting, ({ legs }) => legs[place].words)
  const isStale = useFace(faces, waiting, ({ legs }) => legs[place].isStale)
  return (
    <span className={`leg ${place === 0 ? 'one' : 'two'}${isStale ? ' stale' : ''}`}>
      <span className="leg-name">{name}</span> <em>{words}</em>
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
