import { memo } from 'react'
import { useStore } from 'zustand'
import { pairAddress } from '../ui/addresses'
import { symbolParts } from '../ui/symbol-name'
import { Star } from 'lucide-react'
import { cellFace } from './cell-face'
import type { ScreenerRow, Spark } from './screener-row'
import type { ScreenerRowsProps } from './screener-table'
import { SparkLine } from './spark-line'
import { SUSPICION_WORDS } from './suspicion-words'
import { favourites } from '../kept/favourites'
import { useMarked } from './use-marked'

const SPARK_BOX = { width: 84, height: 32 }

/** The same rows where there is no room for a table: symbol and legs, line, edge over spread. */
export function PhoneList({ poll, shown, count, virtualizer }: ScreenerRowsProps) {
  const rows = useStore(poll.store, (state) => state.rows)
  const sparks = useStore(poll.store, (state) => state.sparks)
  const isFavourite = useMarked(favourites)
  return (
    <>
      <div className="phone-head" aria-hidden="true">
        <span>Pair</span>
        <span>15 min</span>
        <span>After fees</span>
      </div>
      <ul className="phone-list" aria-label="Pairs" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const pair = shown?.pairs.get(index)
          return (
            <PhoneRow
              key={index}
              row={pair === undefined ? undefined : rows.get(pair)}
              spark={pair === undefined ? undefined : sparks.get(pair)}
              isFavourite={pair !== undefined && isFavourite(pair)}
              place={index}
              places={count}
              topPx={start}
            />
          )
        })}
      </ul>
    </>
  )
}

interface PhoneRowProps {
  row: ScreenerRow | undefined
  spark: Spark | undefined
  isFavourite: boolean
  place: number
  places: number
  topPx: number
}

const PhoneRow = memo(function PhoneRow(props: PhoneRowProps) {
  const { row, spark, isFavourite, place, places, topPx } = props
  const style = { transform: `translateY(${topPx}px)` }
  if (row === undefined) {
    return (
      <li className="quiet" style={style} aria-posinset={place + 1} aria-setsize={places}>
        asking for this row
      </li>
    )
  }
  const afterFees = cellFace(row, 'afterFeesPct')
  const spread = cellFace(row, 'spreadPct')
  const hasFees = typeof row.figures.afterFeesPct === 'number'
  return (
    <li style={style} aria-posinset={place + 1} aria-setsize={places}>
      <a href={pairAddress(row.pair)}>
        <span className="name">
          <strong>
            {symbolParts(row.symbol).base}
            {isFavourite && <Star size={12} className="row-star on" aria-label="favourite" />}
          </strong>
          <small>
            <span className="leg one">{row.exchange1}</span>
            <span className="leg two">{row.exchange2}</span>
            {row.suspicion !== null && (
              <span className="warnc" title={SUSPICION_WORDS[row.suspicion]}>
                not the same asset?
              </span>
            )}
          </small>
        </span>
        <SparkLine values={spark} {...SPARK_BOX} />
        <span className="values">
          <strong className={afterFees.tone}>
            {afterFees.words}
            {hasFees && <span className="unit">%</span>}
          </strong>
          <small>spread {spread.words}</small>
        </span>
      </a>
    </li>
  )
})
