'use client'

import { useCommands } from '../keys/use-commands'
import { SHARED_KEYS } from '../keys/shared-keys'
import { useKeys } from '../keys/use-keys'
import { favourites } from '../kept/favourites'
import { togglePair } from '../kept/pair-list'
import { historyAddress } from '../ui/addresses'
import { say } from '../ui/said'
import { pinToDesk } from '../workspace/desk-store'
import { BANDS, WINDOWS, type PairViewStore } from './pair-view'

const WINDOW_WORDS = ['1 minute', '5 minutes', '15 minutes', '30 minutes', '1 hour']

interface PairActions {
  onPicture: () => void
  onMeasure: () => void
  /** Closes the nearest thing that is open, if any is. */
  onEscape: () => void
  onCsv: () => void
  onNdjson: () => void
  onLink: () => void
}

/** Keys and commands of the page of a pair. */
export function usePairKeys(store: PairViewStore, pair: string, actions: PairActions): void {
  const nextBands = () => {
    store.setState(({ bands }) => ({ bands: BANDS[(BANDS.indexOf(bands) + 1) % BANDS.length]! }))
  }
  const otherMode = () => {
    store.setState(({ mode }) => ({ mode: mode === 'bid' ? 'executable' : 'bid' }))
  }
  const toHistory = () => location.assign(historyAddress(pair))
  const star = () => togglePair(favourites, pair)
  const toTable = () => store.setState(({ table }) => ({ table: !table }))
  const pin = () => say(pinToDesk(pair))
  useKeys('Pair', [
    ...WINDOWS.map((window, at) => ({
      ...{ keys: SHARED_KEYS.windows[at]!, words: `Window of ${WINDOW_WORDS[at]}` },
      run: () => store.setState({ window, from: '', to: '' }),
    })),
    { keys: SHARED_KEYS.bands, words: 'Next bands', run: nextBands },
    { keys: SHARED_KEYS.executable, words: 'Bid or executable', run: otherMode },
    { keys: SHARED_KEYS.favourite, words: 'Favourite', run: star },
    { keys: 'm', words: 'Measure', run: actions.onMeasure },
    { keys: SHARED_KEYS.picture, words: 'Save a picture', run: actions.onPicture },
    { keys: 't', words: 'The points as a table', run: toTable },
    { keys: SHARED_KEYS.history, words: 'History', run: toHistory },
    { keys: SHARED_KEYS.pin, words: 'Pin to the desk', run: pin },
    { keys: SHARED_KEYS.close, words: 'Leave measuring, episode or past', run: actions.onEscape },
  ])
  const group = 'This pair'
  useCommands([
    { id: 'pair executable', words: 'Bid or executable spread', group, run: otherMode },
    { id: 'pair bands', words: 'Next bands', group, run: nextBands },
    { id: 'pair favourite', words: 'Favourite: on or off', group, run: star },
    { id: 'pair pin', words: 'Pin this pair to the desk', group, run: pin },
    { id: 'pair measure', words: 'Measure', group, run: actions.onMeasure },
    { id: 'pair table', words: 'The points as a table', group, run: toTable },
    { id: 'pair link', words: 'Copy the link of this view', group, run: actions.onLink },
    { id: 'pair picture', words: 'Save a picture', group, run: actions.onPicture },
    { id: 'pair csv', words: 'Save what is seen as CSV', group, run: actions.onCsv },
    { id: 'pair ndjson', words: 'Save what is seen as NDJSON', group, run: actions.onNdjson },
    { id: 'pair history', words: 'History of this pair', group, run: toHistory },
  ])
}
