import { VolumeX } from 'lucide-react'
import { memo } from 'react'
import { favourites } from '../kept/favourites'
import { muted } from '../kept/muted'
import { pairAddress } from '../ui/addresses'
import { symbolParts } from '../ui/symbol-name'
import { cellFace } from './cell-face'
import { PhoneDeeds, PhoneStar } from './phone-deeds'
import type { ScreenerRow, Spark } from './screener-row'
import type { ScreenerRowsProps } from './screener-table'
import type { ScreenerViewStore } from './screener-view'
import { SparkLine } from './spark-line'
import { SUSPICION_WORDS } from './suspicion-words'
import { useMarked } from './use-marked'

const SPARK_BOX = { width: 84, height: 32 }

/** The same rows where there is no room for a table: symbol and legs, line, edge over spread. */
export function PhoneList({ store, polled, shown, count, virtualizer }: ScreenerRowsProps) {
  const { rows, sparks } = polled
  const isFavourite = useMarked(favourites)
  const isMuted = useMarked(muted)
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
              isMuted={pair !== undefined && isMuted(pair)}
              store={store}
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
  isMuted: boolean
  store: ScreenerViewStore
  place: number
  places: number
  topPx: number
}

const PhoneRow = memo(function PhoneRow(props: PhoneRowProps) {
  const { row, spark, isFavourite, isMuted, store, place, places, topPx } = props
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
    <li
      style={style}
      className={isMuted ? 'muted' : undefined}
      aria-posinset={place + 1}
      aria-setsize={places}
    >
      <PhoneStar pair={row.pair} isFavourite={isFavourite} />
      <a href={pairAddress(row.pair)}>
        <span className="name">
          <strong>
            {symbolParts(row.symbol).base}
            {isMuted && <VolumeX size={12} className="quiet" aria-label="muted" />}
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
      <PhoneDeeds pair={row.pair} symbol={row.symbol} isMuted={isMuted} store={store} />
    </li>
  )
})
