'use client'

import { useMemo, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { SpreadKind } from '@/lib/market/spread-kind'
import type { RankedPair } from '@/lib/protocol/pairs-list'
import type { MenuAction } from '../export/action-menu'
import { useZoneClock } from '../kept/display'
import { useCommands } from '../keys/use-commands'
import { cardActions, sayCopied } from './card-actions'
import type { CardShelf } from './card-shelf'
import type { GridViewStore } from './grid-view'
import { saveCsv, saveNdjson, saveSheet, type ShownCard } from './save-cards'
import { useGridKeys } from './use-grid-keys'

interface GridDeeds {
  store: GridViewStore
  ranked: readonly RankedPair[]
  spread: SpreadKind
  /** Place of the card with the focus; -1: none has it. */
  place: number
  /** Draws the card of a pair, wherever it is. */
  onKeep: (pair: string) => void
  columns: number
  shelf: CardShelf
  main: RefObject<HTMLElement | null>
}

/** Keys and commands of the grid. The answer is what one may do with all that is shown. */
export function useGridDeeds(grid: GridDeeds): readonly MenuAction[] {
  const { store, ranked, spread, place, onKeep, columns, shelf, main } = grid
  const zone = useZoneClock()

  const focused = ranked[place]?.pair
  useGridKeys({
    store,
    symbols: useMemo(() => ranked.map(({ symbol }) => symbol), [ranked]),
    place,
    onGoTo: (index) => {
      const pair = ranked[index]?.pair
      if (pair === undefined) return
      // A card that is not in view is drawn first: what has the focus is kept wherever it is.
      flushSync(() => onKeep(pair))
      main.current?.querySelector<HTMLElement>(cardSelector(pair))?.focus()
    },
    deeds: focused === undefined ? [] : cardActions(focused, spread, shelf, zone),
  })

  const cards = () => shownCards(ranked, shelf, spread, main.current)
  const actions = [
    { words: 'Copy link', run: () => void sayCopied(location.href) },
    { words: 'Picture', run: () => saveSheet(cards(), columns, zone) },
    { words: 'CSV', run: () => saveCsv(cards()) },
    { words: 'NDJSON', run: () => saveNdjson(cards()) },
  ]
  useCommands(
    actions.map(({ words, run }) => ({
      ...{ id: `grid ${words}`, words: `${words} of what is shown`, group: 'Grid', run },
    })),
  )
  return actions
}

/** The cards that are seen, in their order: drawn, and not only in the margin. */
function shownCards(
  ranked: readonly RankedPair[],
  shelf: CardShelf,
  spread: SpreadKind,
  main: HTMLElement | null,
): ShownCard[] {
  const frame = main?.getBoundingClientRect()
  return ranked.flatMap(({ pair }) => {
    const chart = shelf.get(pair)
    const card = main?.querySelector(cardSelector(pair))?.getBoundingClientRect()
    if (chart === undefined || card === undefined || frame === undefined) return []
    const isSeen = card.bottom > frame.top && card.top < frame.bottom
    return isSeen ? [{ pair, chart, spread }] : []
  })
}

function cardSelector(pair: string): string {
  return `[data-pair="${CSS.escape(pair)}"]`
}
