import { ChevronDown, ChevronUp } from 'lucide-react'
import { useStore } from 'zustand'
import { togglePair } from '../kept/pair-list'
import { trusted } from '../kept/trusted'
import { useCommands } from '../keys/use-commands'
import { say } from '../ui/said'
import { symbolParts } from '../ui/symbol-name'
import { pinToDesk } from '../workspace/desk-store'
import type { ScreenerPoll } from './screener-poll'
import type { ScreenerViewStore } from './screener-view'
import { SUSPICION_WORDS } from './suspicion-words'
import { useMarked } from './use-marked'

interface DetailsActionsProps {
  store: ScreenerViewStore
  poll: ScreenerPoll
  pair: string
  symbol: string
  isOpen: boolean
}

/** What can be done with the chosen pair. */
export function DetailsActions({ store, poll, pair, symbol, isOpen }: DetailsActionsProps) {
  const suspicion = useStore(poll.store, ({ rows }) => rows.get(pair)?.suspicion ?? null)
  const only = useStore(store, (view) => view.symbol)
  const isTrusted = useMarked(trusted)
  const { base } = symbolParts(symbol)
  const Chevron = isOpen ? ChevronDown : ChevronUp
  const leaveOut = () => {
    const { without } = store.getState()
    store.setState({ without: [...without, symbol], symbol: '', selected: '' })
  }
  const pin = () => say(pinToDesk(pair))
  useCommands([
    { id: 'screener pin', words: 'Pin the chosen pair to the desk', group: 'Screener', run: pin },
  ])
  return (
    <>
      {suspicion !== null && (
        <span className="warnc">
          Probably not the same asset: {SUSPICION_WORDS[suspicion]}.{' '}
          <button type="button" className="link" onClick={() => togglePair(trusted, pair)}>
            {isTrusted(pair) ? 'no longer trust it' : 'it is the same, trust it'}
          </button>
        </span>
      )}
      <button
        type="button"
        className="link"
        onClick={() => store.setState({ symbol: only === '' ? symbol : '' })}
      >
        {only === '' ? `only ${base}` : 'all symbols'}
      </button>
      <button type="button" className="link" onClick={leaveOut}>
        leave out {base}
      </button>
      <button type="button" className="link" onClick={pin}>
        pin to the desk
      </button>
      <button
        type="button"
        className="tool small"
        aria-label="Details of the chosen pair"
        aria-expanded={isOpen}
        onClick={() => store.setState({ details: isOpen ? 'closed' : 'open' })}
      >
        <Chevron size={14} aria-hidden="true" />
      </button>
    </>
  )
}
