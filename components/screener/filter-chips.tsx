import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { symbolParts } from '../ui/symbol-name'
import { boundWords } from './bound-words'
import type { ScreenerViewStore } from './screener-view'

interface FilterChipsProps {
  store: ScreenerViewStore
  /** All there are. */
  exchanges: readonly string[]
}

/** Whatever leaves pairs out, in words, each to be taken away. */
export function FilterChips({ store, exchanges }: FilterChipsProps) {
  const { min, max, symbol, without, out } = useStore(store)
  const left = exchanges.filter((name) => !out.some((each) => isSame(each, name)))
  // Of two ways to say which exchanges count the shorter one.
  const isShort = left.length > 0 && left.length < out.length
  return (
    <>
      {min.map((bound, at) => (
        <Chip
          key={boundWords(bound, '≥')}
          words={boundWords(bound, '≥')}
          onRemove={() => store.setState({ min: min.toSpliced(at, 1) })}
        />
      ))}
      {max.map((bound, at) => (
        <Chip
          key={boundWords(bound, '≤')}
          words={boundWords(bound, '≤')}
          onRemove={() => store.setState({ max: max.toSpliced(at, 1) })}
        />
      ))}
      {symbol !== '' && (
        <Chip
          words={`only ${symbolParts(symbol).base}`}
          onRemove={() => store.setState({ symbol: '' })}
        />
      )}
      {without.map((name, at) => (
        <Chip
          key={name}
          words={`without ${symbolParts(name).base}`}
          onRemove={() => store.setState({ without: without.toSpliced(at, 1) })}
        />
      ))}
      {isShort && (
        <Chip words={`only on ${left.join(', ')}`} onRemove={() => store.setState({ out: [] })} />
      )}
      {!isShort &&
        out.map((name, at) => (
          <Chip
            key={name}
            words={`not on ${name}`}
            onRemove={() => store.setState({ out: out.toSpliced(at, 1) })}
          />
        ))}
    </>
  )
}

function Chip({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <button type="button" className="chip" aria-label={`Remove: ${words}`} onClick={onRemove}>
      {words}
      <X size={12} aria-hidden="true" />
    </button>
  )
}

function isSame(name1: string, name2: string): boolean {
  return name1.toUpperCase() === name2.toUpperCase()
}
