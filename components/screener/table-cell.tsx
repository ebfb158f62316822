import { memo } from 'react'
import { Star, TriangleAlert, VolumeX } from 'lucide-react'
import { symbolParts } from '../ui/symbol-name'
import { pairAddress } from '../ui/addresses'
import { cellFace } from './cell-face'
import { COLUMN_FACES, isFigure, type TableColumn } from './screener-columns'
import type { Flash, ScreenerRow, Spark } from './screener-row'
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
    const { flash, figures } = props.row
    return (
      <FigureCell
        words={words}
        classes={`${isText === true ? '' : 'num '}${tone}${group}`}
        flash={flash?.column === column ? flash : undefined}
        position={column === 'bandPosition' ? (figures.bandPosition ?? undefined) : undefined}
      />
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

interface FigureCellProps {
  words: string
  classes: string
  flash: Flash | undefined
  /** Of the spread in its band, for that column. */
  position: number | undefined
}

/** Most figures of a row stay while some change: those are not rendered again. */
const FigureCell = memo(function FigureCell(props: FigureCellProps) {
  const { words, classes, flash, position } = props
  return (
    <td className={classes}>
      {flash !== undefined && (
        <i key={flash.serial} className={`flash ${flash.isUp ? 'rise' : 'fall'}`} />
      )}
      {position === undefined ? words : <InBand position={position} words={words} />}
    </td>
  )
})

function MarkCell({ row, isFavourite, onFavourite }: CellProps) {
  return (
    <button
      type="button"
      // By key it is F on the row.
      tabIndex={-1}
      className={`row-star${isFavourite ? ' on' : ''}`}
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
function InBand({ position, words }: { position: number; words: string }) {
  const isOut = position < 0 || position > 1
  const share = Math.min(1, Math.max(0, position))
  return (
    <span className={`in-band${isOut ? ' out' : ''}`} title={words}>
      <i style={{ left: `${share * 100}%` }} />
      <span className="sr-only">{words}</span>
    </span>
  )
}
