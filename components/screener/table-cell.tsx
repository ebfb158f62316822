import { memo } from 'react'
import { cellFace } from './cell-face'
import { LegsCell, MarkCell, SymbolCell } from './name-cells'
import { COLUMN_FACES, type TableColumn } from './screener-columns'
import type { Flash, ScreenerRow, Spark } from './screener-row'
import { SparkLine } from './spark-line'

/** Of the line in a row; it has room for 15 minutes in steps of 10 s. */
const SPARK_BOX = { width: 104, height: 20 }

export interface CellProps {
  row: ScreenerRow
  spark: Spark | undefined
  isFavourite: boolean
  isMuted: boolean
  /** Columns that a person made narrower than their figures need. */
  narrow: ReadonlySet<TableColumn>
  onFavourite: (pair: string) => void
}

/** A cell of the table. Its words are those of `cellFace`. */
export function TableCell({ column, ...props }: CellProps & { column: TableColumn }) {
  const { row, spark, isFavourite, isMuted, narrow, onFavourite } = props
  const isNarrow = narrow.has(column)
  const { pair, symbol, suspicion, exchange1, exchange2, flash, figures } = row
  if (column === 'mark') return <MarkCell {...{ pair, isFavourite, onFavourite }} />
  if (column === 'symbol') return <SymbolCell {...{ pair, symbol, suspicion, isMuted, isNarrow }} />
  if (column === 'legs') return <LegsCell {...{ exchange1, exchange2, isNarrow }} />
  const { isFirst, isText } = COLUMN_FACES[column]
  const group = `${isFirst === true ? ' group' : ''}${isNarrow ? ' narrow' : ''}`
  if (column === 'spark') {
    return (
      <td className={`at-spark${group}`}>
        <SparkLine values={spark} {...SPARK_BOX} />
      </td>
    )
  }
  const { words, tone } = cellFace(row, column)
  return (
    <FigureCell
      words={words}
      classes={`${isText === true ? '' : 'num '}${tone}${group}`}
      flash={flash?.column === column ? flash : undefined}
      position={column === 'bandPosition' ? (figures.bandPosition ?? undefined) : undefined}
    />
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
    <td
      className={flash === undefined ? classes : `${classes} flashing`}
      // A meter has no words of its own.
      {...(position !== undefined && { 'aria-label': words, title: words })}
    >
      {flash !== undefined && (
        <i key={flash.serial} className={`flash ${flash.isUp ? 'rise' : 'fall'}`} />
      )}
      {position === undefined ? words : <InBand position={position} />}
    </td>
  )
})

/** Of the meter and its tick, as the style sheet has them. */
const METER_PX = 52
const TICK_PX = 3

/** The place of the spread in its band; beyond it the tick stands at the end. */
function InBand({ position }: { position: number }) {
  const isOut = position < 0 || position > 1
  const share = Math.min(1, Math.max(0, position))
  return (
    <span className={`in-band${isOut ? ' out' : ''}`}>
      <i style={{ marginLeft: share * (METER_PX - TICK_PX) }} />
    </span>
  )
}
