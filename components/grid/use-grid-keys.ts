'use client'

import { SHARED_KEYS } from '../keys/shared-keys'
import { useKeys, useLetterJump } from '../keys/use-keys'
import { symbolParts } from '../ui/symbol-name'
import type { MenuAction } from '../export/action-menu'
import { WINDOWS, type GridViewStore } from './grid-view'

const GRID = 'Grid'
const CARD = 'Card with the focus'

interface GridKeys {
  store: GridViewStore
  /** Of the pairs as they stand. */
  symbols: readonly string[]
  /** Place of the card with the focus; -1: none has it. */
  place: number
  onGoTo: (place: number) => void
  /** What one may do with that card. */
  deeds: readonly MenuAction[]
}

/** The keys of the grid: windows, cards, symbols, and what one may do with a card. */
export function useGridKeys({ store, symbols, place, onGoTo, deeds }: GridKeys): void {
  const isOnCard = place !== -1
  const step = (by: number) => {
    const goal = isOnCard ? place + by : 0
    if (goal >= 0 && goal < symbols.length) onGoTo(goal)
  }
  useKeys(GRID, [
    ...WINDOWS.map((window, index) => ({
      keys: SHARED_KEYS.windows[index]!,
      words: 'Window: 1, 5, 15, 30 minutes, 1 hour',
      run: () => store.setState({ window }),
    })),
    { keys: SHARED_KEYS.next, words: 'Next card', run: () => step(1) },
    { keys: SHARED_KEYS.before, words: 'Card before', run: () => step(-1), isOn: isOnCard },
    {
      keys: SHARED_KEYS.close,
      words: 'Leave the cards',
      isOn: isOnCard,
      run: () => {
        const { activeElement } = document
        if (activeElement instanceof HTMLElement) activeElement.blur()
      },
    },
  ])
  useKeys(
    CARD,
    deeds.flatMap(({ keys, words, run, isOff }) =>
      keys === undefined ? [] : [{ keys, words, run, isOn: isOnCard && isOff !== true }],
    ),
  )
  useLetterJump(GRID, {
    names: () => symbols.map((symbol) => symbolParts(symbol).base),
    from: () => place,
    jump: onGoTo,
  })
}
