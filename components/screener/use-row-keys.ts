'use client'

import { SHARED_KEYS } from '../keys/shared-keys'
import { useKeys, useLetterJump } from '../keys/use-keys'
import { say } from '../ui/said'
import { symbolParts } from '../ui/symbol-name'
import { pinToDesk } from '../workspace/desk-store'
import { parsePairKey } from '@/lib/market/pair'
import type { HeldPlaces } from './held-places'

interface RowKeys {
  shown: HeldPlaces | undefined
  /** The pair below the table: what the keys are for while no row has the focus. */
  selected: string | undefined
  /** Places there are. */
  count: number
  /** The place that the keyboard is at; -1: not in the table. */
  at: () => number
  /** Rows in view. */
  pageRows: number
  isOn: boolean
  waiting: number
  go: (place: number) => void
  open: (pair: string) => void
  favourite: (pair: string) => void
  mute: (pair: string) => void
  release: () => void
  leave: () => void
}

const PAGE = 'Screener'

/** The keys of the rows, from wherever the focus is. */
export function useRowKeys(keys: RowKeys): void {
  const { shown, selected, count, at, pageRows, isOn, waiting, go, open, favourite, mute } = keys
  const by = (rows: number) => () => {
    const from = at()
    go(Math.min(count - 1, Math.max(0, from === -1 ? 0 : from + rows)))
  }
  const here = (run: (pair: string) => void) => () => {
    const pair = at() === -1 ? selected : shown?.pairs.get(at())
    if (pair !== undefined) run(pair)
  }
  useKeys(PAGE, [
    { keys: SHARED_KEYS.next, words: 'Next row', run: by(1), isOn },
    { keys: SHARED_KEYS.before, words: 'Row before', run: by(-1), isOn },
    { keys: 'ArrowDown', words: 'Next row', run: by(1), isOn },
    { keys: 'ArrowUp', words: 'Row before', run: by(-1), isOn },
    { keys: 'PageDown', words: 'A page on', run: by(pageRows), isOn },
    { keys: 'PageUp', words: 'A page back', run: by(-pageRows), isOn },
    { keys: 'Home', words: 'First row', run: () => go(0), isOn },
    { keys: 'End', words: 'Last row', run: () => go(count - 1), isOn },
    { keys: SHARED_KEYS.open, words: 'Open the pair', run: here(open), isOn },
    { keys: SHARED_KEYS.favourite, words: 'Favourite, or no longer', run: here(favourite), isOn },
    { keys: 'm', words: 'Mute, or no longer', run: here(mute), isOn },
    { keys: SHARED_KEYS.pin, words: 'Pin to the desk', run: here(pin), isOn },
    { keys: ' ', words: 'Show waiting changes', run: keys.release, isOn: waiting > 0 },
    {
      keys: SHARED_KEYS.close,
      words: 'Leave the table',
      run: keys.leave,
      isOn: isOn && at() !== -1,
    },
  ])
  const places = [...(shown?.pairs.keys() ?? [])].toSorted((a, b) => a - b)
  useLetterJump(PAGE, {
    names: () => places.map((place) => baseOf(shown?.pairs.get(place) ?? '')),
    from: () => places.indexOf(at()),
    jump: (index) => go(places[index] ?? 0),
  })
}

function pin(pair: string): void {
  say(pinToDesk(pair))
}

function baseOf(pair: string): string {
  return symbolParts(parsePairKey(pair)?.symbol ?? pair).base
}
