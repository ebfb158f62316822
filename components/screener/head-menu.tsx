'use client'

import { ContextMenu } from 'radix-ui'
import { useState, type MouseEvent, type ReactElement } from 'react'
import { isTermName } from '@/lib/market/terms'
import { SORT_COLUMNS } from '@/lib/protocol/screener-columns'
import { helpAddress } from '../help/help-address'
import { TermWords } from './head-tip'
import { movedColumn } from './moved-column'
import { COLUMN_FACES, isChoice, isTwoSided, type TableColumn } from './screener-columns'
import type { ScreenerViewStore } from './screener-view'

interface HeadMenuProps {
  store: ScreenerViewStore
  columns: readonly TableColumn[]
  /** The row of the heads, each with a button that has `data-column`. */
  children: ReactElement
}

/**
 * What a head means and what can be done with it, by right button, held finger, or the keyboard's
 * menu key. One for all heads: each of its own would be twenty.
 */
export function HeadMenu({ store, columns, children }: HeadMenuProps) {
  const [column, setColumn] = useState<TableColumn>('symbol')
  const onContextMenu = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest('th') : null
    const name = button?.querySelector<HTMLElement>('[data-column]')?.dataset.column
    setColumn(columns.find((each) => each === name) ?? 'symbol')
  }
  return (
    // Not modal: locking the page's scroll adds a style element, which the content policy forbids.
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild onContextMenu={onContextMenu}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className="actions head-menu"
          collisionPadding={8}
          aria-label={COLUMN_FACES[column].words}
        >
          {isTermName(column) && (
            <>
              <ContextMenu.Label className="head-words">
                <TermWords term={column} />
              </ContextMenu.Label>
              <ContextMenu.Item asChild>
                <a href={helpAddress(column)}>On the help page</a>
              </ContextMenu.Item>
            </>
          )}
          <SortItems column={column} store={store} />
          <PlaceItems column={column} store={store} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

interface ItemsProps {
  column: TableColumn
  store: ScreenerViewStore
}

function SortItems({ column, store }: ItemsProps) {
  const sorted = SORT_COLUMNS.find((name) => name === (column === 'legs' ? 'exchange1' : column))
  if (sorted === undefined) return null
  const by =
    (direction: 'asc' | 'desc', absolute = false) =>
    () =>
      store.setState({ sort: [{ column: sorted, direction, absolute }] })
  return (
    <>
      {isTwoSided(column) && (
        <>
          <ContextMenu.Item onSelect={by('desc', true)}>
            Sort, furthest from zero first
          </ContextMenu.Item>
          <ContextMenu.Item onSelect={by('asc', true)}>
            Sort, nearest to zero first
          </ContextMenu.Item>
        </>
      )}
      <ContextMenu.Item onSelect={by('desc')}>Sort, largest first</ContextMenu.Item>
      <ContextMenu.Item onSelect={by('asc')}>Sort, smallest first</ContextMenu.Item>
    </>
  )
}

function PlaceItems({ column, store }: ItemsProps) {
  if (!isChoice(column)) return null
  const { columns } = store.getState()
  const move = (by: 1 | -1) => () => store.setState({ columns: movedColumn(columns, column, by) })
  const hide = () => store.setState({ columns: columns.filter((each) => each !== column) })
  return (
    <>
      <ContextMenu.Item disabled={columns[0] === column} onSelect={move(-1)}>
        Further left
      </ContextMenu.Item>
      <ContextMenu.Item disabled={columns.at(-1) === column} onSelect={move(1)}>
        Further right
      </ContextMenu.Item>
      <ContextMenu.Item disabled={columns.length === 1} onSelect={hide}>
        Hide this column
      </ContextMenu.Item>
    </>
  )
}
