import { Tooltip } from 'radix-ui'
import { useEffect, useMemo, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { ReactVirtualizer } from '@tanstack/react-virtual'
import { favourites } from '../kept/favourites'
import { muted } from '../kept/muted'
import { FIXED_COLUMNS } from './screener-columns'
import type { HeldPlaces } from './held-places'
import type { ScreenerState } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'
import { columnLayout, narrowColumns } from './table-columns'
import { TableHead } from './table-head'
import { TableRow } from './table-row'
import { useFilledPlaces } from './use-filled-places'
import { useMarked } from './use-marked'
import { useNextFrame } from './use-next-frame'

const TIP_DELAY_MS = 400

export interface RowActions {
  choose: (place: number) => void
  open: (pair: string) => void
  favourite: (pair: string) => void
}

export interface ScreenerRowsProps {
  store: ScreenerViewStore
  polled: ScreenerState
  shown: HeldPlaces | undefined
  /** Rows there are to scroll to. */
  count: number
  virtualizer: ReactVirtualizer<HTMLDivElement, HTMLElement>
  selected: string | undefined
  /** The place that Tab reaches. */
  active: number
  actions: RowActions
  scroller: RefObject<HTMLDivElement | null>
}

/** All pairs as a table, of which only the rows in view exist. */
export function ScreenerTable(props: ScreenerRowsProps) {
  const { store, polled, shown, count, virtualizer, selected, active, actions, scroller } = props
  const { rows, sparks } = polled
  const chosen = useStore(store, (view) => view.columns)
  const widths = useStore(store, (view) => view.widths)
  const isFavourite = useMarked(favourites)
  const isMuted = useMarked(muted)
  const columns = useMemo(() => [...FIXED_COLUMNS, ...chosen], [chosen])
  const narrow = useMemo(() => narrowColumns(widths), [widths])
  const now = useMemo(() => ({ rows, sparks, shown }), [rows, sparks, shown])
  const later = useNextFrame(now)
  const last = useNextFrame(later)
  const drawings = [now, later, last]
  const items = virtualizer.getVirtualItems()
  const filled = useFilledPlaces(
    items.map(({ index }) => index),
    (place) => rows.has(shown?.pairs.get(place) ?? ''),
  )

  // By script: the content policy takes no style from the server's first picture.
  useEffect(() => {
    const { template, minWidthPx, symbolLeftPx, legsLeftPx } = columnLayout(columns, widths)
    const style = scroller.current?.style
    style?.setProperty('--columns', template)
    style?.setProperty('--table-width', `${minWidthPx}px`)
    style?.setProperty('--symbol-left', `${symbolLeftPx}px`)
    style?.setProperty('--legs-left', `${legsLeftPx}px`)
  }, [columns, widths, scroller])
  useEffect(() => markSideways(scroller.current), [scroller])

  return (
    <Tooltip.Provider delayDuration={TIP_DELAY_MS}>
      <table
        // Its rows take the focus, and the arrow keys walk them.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        className="screener-table"
        aria-label="Pairs"
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        aria-multiselectable={false}
      >
        <TableHead columns={columns} store={store} />
        <tbody style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            // Figures of many rows at once: two rows of three follow in the next two frames.
            const drawn = drawings[index % drawings.length] ?? now
            const pair = drawn.shown?.pairs.get(index) ?? shown?.pairs.get(index)
            const isBlank = pair === undefined || !filled.has(index)
            return (
              <TableRow
                key={index}
                pair={pair}
                row={isBlank ? undefined : (drawn.rows.get(pair) ?? rows.get(pair))}
                spark={
                  pair === undefined ? undefined : (drawn.sparks.get(pair) ?? sparks.get(pair))
                }
                place={index}
                topPx={start}
                columns={columns}
                narrow={narrow}
                isSelected={pair !== undefined && pair === selected}
                isActive={index === active}
                isFavourite={pair !== undefined && isFavourite(pair)}
                isMuted={pair !== undefined && isMuted(pair)}
                onChoose={actions.choose}
                onOpen={actions.open}
                onFavourite={actions.favourite}
              />
            )
          })}
        </tbody>
      </table>
    </Tooltip.Provider>
  )
}

/** Says by an attribute that an element is scrolled sideways. Answers how to end it. */
function markSideways(scroller: HTMLElement | null): (() => void) | undefined {
  if (scroller === null) return undefined
  const mark = () => scroller.toggleAttribute('data-sideways', scroller.scrollLeft > 0)
  mark()
  scroller.addEventListener('scroll', mark, { passive: true })
  return () => scroller.removeEventListener('scroll', mark)
}
