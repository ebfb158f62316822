import { useState } from 'react'
import { askScreener } from './ask-screener'
import { namedSymbols } from './named-symbols'
import { readRows } from './screener-row'
import type { ScreenerViewStore } from './screener-view'

/** As many as the server gives at once: enough to find how a name is written. */
const MAX_FOUND = 200

/** A symbol in, others out, by the name that a person knows it by. */
export function SymbolFields({ store }: { store: ScreenerViewStore }) {
  return (
    <div className="symbol-fields">
      <SymbolField
        label="Only symbol"
        onFound={([symbol]) => store.setState({ symbol: symbol ?? '' })}
      />
      <SymbolField
        label="Without symbol"
        onFound={(symbols) => {
          const { without } = store.getState()
          store.setState({ without: [...new Set([...without, ...symbols])] })
        }}
      />
    </div>
  )
}

interface SymbolFieldProps {
  label: string
  onFound: (symbols: readonly string[]) => void
}

/** Enter takes what is typed, if there are pairs of it. */
function SymbolField({ label, onFound }: SymbolFieldProps) {
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const take = async () => {
    const name = typed.trim()
    if (name === '') return
    const search = name.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    const question = { search, suspects: 'shown', limit: MAX_FOUND } as const
    const answer = await askScreener(question, new AbortController().signal)
    if (typeof answer === 'string') {
      setSaid(`The server ${answer}.`)
      return
    }
    const symbols = namedSymbols(name, readRows(answer))
    setSaid(symbols.length === 0 ? `No pair of ${name} is known.` : '')
    if (symbols.length === 0) return
    onFound(symbols)
    setTyped('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void take()
      }}
    >
      <label>
        <span>{label}</span>
        <input
          type="text"
          placeholder="name, Enter"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <output className="warnc" aria-label={label}>
        {said}
      </output>
    </form>
  )
}
