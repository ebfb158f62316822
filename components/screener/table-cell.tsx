import { Star, TriangleAlert, VolumeX } from 'lucide-react'
import { symbolParts } from '../ui/symbol-name'
import { pairAddress } from '../ui/addresses'
import { cellFace } from './cell-face'
import { COLUMN_FACES, isFigure, type TableColumn } from './screener-columns'
import type { ScreenerRow, Spark } from './screener-row'
import { SparkLine } from './spark-line'
import { SUSPICION_WORDS } from './suspicion-words'

/** Of the line in a row; it has room for 15 minutes in steps of 10 s. */
const SPARK_BOX = { width: 104, height: 20 }

export interface CellProps {
  row: ScreenerRow
  spark: Spark | undefined
  isFavourite: boolean
  isMuted: boolean
  onFavourite: (pair: string) => void
}

/** A cell of the table. Its words are those of `cellFace`. */
export function TableCell({ column, ...props }: CellProps & { column: TableColumn }) {
  const { isFirst, isText } = COLUMN_FACES[column]
  const group = isFirst === true ? ' group' : ''
  if (isFigure(column)) {
    const { words, tone } = cellFace(props.row, column)
    const { flash } = props.row
    const isFlashing = flash?.column === column
    return (
      <td className={`${isText === true ? '' : 'num '}${tone}${group}`}>
        {isFlashing && <i key={flash.serial} className={`flash ${flash.isUp ? 'rise' : 'fall'}`} />}
        {column === 'bandPosition' ? <InBand row={props.row} words={words} /> : words}
      </td>
    )
  }
  return (
    <td className={`at-${column}${group}`}>
      {column === 'mark' && <MarkCell {...props} />}
      {column === 'symbol' && <SymbolCell {...props} />}
      {column === 'legs' && (
        <>
          <span className="leg one">
            <span className="leg-name">{props.row.exchange1}</span>
          </span>
          <span className="leg two">
            <span className="leg-name">{props.row.exchange2}</span>
          </span>
        </>
      )}
      {column === 'spark' && <SparkLine values={props.spark} {...SPARK_BOX} />}
    </td>
  )
}

function MarkCell({ row, isFavourite, onFavourite }: CellProps) {
  return (
    <button
      type="button"
      // By key it is F on the row.
      tabIndex={-1}
      className={`star${isFavourite ? ' on' : ''}`}
      aria-label="Favourite"
      aria-pressed={isFavourite}
      onClick={(event) => {
        event.stopPropagation()
        onFavourite(row.pair)
      }}
    >
      <Star size={13} aria-hidden="true" />
    </button>
  )
}

function SymbolCell({ row, isMuted }: CellProps) {
  const { suspicion, pair, symbol } = row
  const { base, quote } = symbolParts(symbol)
  return (
    <>
      {/* By key it is Enter on the row. */}
      <a href={pairAddress(pair)} tabIndex={-1} title={`${base}/${quote}`}>
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
    </>
  )
}

/** The place of the spread in its band; beyond it the tick stands at the end. */
function InBand({ row, words }: { row: ScreenerRow; words: string }) {
  const position = row.figures.bandPosition ?? null
  if (position === null) return words
  const isOut = position < 0 || position > 1
  const share = Math.min(1, Math.max(0, position))
  return (
    <span className={`in-band${isOut ? ' out' : ''}`} title={words}>
      <i style={{ left: `${share * 100}%` }} />
      <span className="sr-only">{words}</span>
    </span>
  )
}
