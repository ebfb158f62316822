import { memo } from 'react'
import { Star, TriangleAlert, VolumeX } from 'lucide-react'
import { symbolParts } from '../ui/symbol-name'
import { pairAddress } from '../ui/addresses'
import type { ScreenerRow } from './screener-row'
import { SUSPICION_WORDS } from './suspicion-words'

// What names a pair stays while its figures change: none of these is rendered with each answer.

/** Characters for which there is room at the usual width; what is longer is cut off. */
const ROOMY_SYMBOL = 8
const ROOMY_LEGS = 14

interface MarkCellProps {
  pair: string
  isFavourite: boolean
  onFavourite: (pair: string) => void
}

export const MarkCell = memo(function MarkCell(props: MarkCellProps) {
  const { pair, isFavourite, onFavourite } = props
  return (
    <td className="at-mark">
      <button
        type="button"
        // By key it is F on the row.
        tabIndex={-1}
        className={`row-star${isFavourite ? ' on' : ''}`}
        aria-label="Favourite"
        aria-pressed={isFavourite}
        onClick={(event) => {
          event.stopPropagation()
          onFavourite(pair)
        }}
      >
        <Star size={13} aria-hidden="true" />
      </button>
    </td>
  )
})

interface SymbolCellProps extends Pick<ScreenerRow, 'pair' | 'symbol' | 'suspicion'> {
  isMuted: boolean
  isNarrow: boolean
}

export const SymbolCell = memo(function SymbolCell(props: SymbolCellProps) {
  const { pair, symbol, suspicion, isMuted, isNarrow } = props
  const { base, quote } = symbolParts(symbol)
  return (
    <td className={isNarrow ? 'at-symbol narrow' : 'at-symbol'}>
      {/* By key it is Enter on the row. */}
      <a
        href={pairAddress(pair)}
        tabIndex={-1}
        title={`${base}/${quote}`}
        className={base.length > ROOMY_SYMBOL ? 'long' : undefined}
      >
        {base}
      </a>
      {suspicion !== null && (
        <span
          className="suspect"
          title={`Probably not the same asset: ${SUSPICION_WORDS[suspicion]}`}
        >
          <TriangleAlert size={12} aria-hidden="true" />
          <span className="sr-only">probably not the same asset</span>
        </span>
      )}
      {isMuted && (
        <span className="quiet" title="Muted">
          <VolumeX size={12} aria-hidden="true" />
          <span className="sr-only">muted</span>
        </span>
      )}
    </td>
  )
})

interface LegsCellProps extends Pick<ScreenerRow, 'exchange1' | 'exchange2'> {
  isNarrow: boolean
}

export const LegsCell = memo(function LegsCell(props: LegsCellProps) {
  const { exchange1, exchange2, isNarrow } = props
  const isLong = exchange1.length + exchange2.length > ROOMY_LEGS
  return (
    <td
      className={isLong || isNarrow ? 'at-legs narrow' : 'at-legs'}
      aria-label={`${exchange1}, ${exchange2}`}
    >
      <span className="leg one">
        <span className="leg-name">{exchange1}</span>
      </span>
      <span className="leg two">
        <span className="leg-name">{exchange2}</span>
      </span>
    </td>
  )
})
