'use client'

import { Search, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useKeys } from '../keys/use-keys'
import { SHARED_KEYS } from '../keys/shared-keys'

interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
}

/** Finds by symbol and exchange. `/` jumps here from anywhere, Esc clears and leaves. */
export function SearchBox({ value, onChange }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  /** On a phone the box hides behind its button. */
  const [isOpen, setOpen] = useState(value !== '')

  // At once, so that no key is lost; and what is hidden takes no focus.
  const open = () => {
    flushSync(() => setOpen(true))
    input.current?.focus()
  }

  useKeys('Everywhere', [{ keys: SHARED_KEYS.search, words: 'Search', run: open }])

  return (
    <>
      <search className={`find${isOpen ? ' open' : ''}`}>
        <Search size={14} className="icon" aria-hidden="true" />
        <input
          ref={input}
          type="text"
          aria-label="Search symbol or exchange"
          placeholder="Search symbol or exchange"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => setOpen(value !== '')}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            onChange('')
            event.currentTarget.blur()
          }}
        />
        {value === '' ? (
          <kbd>/</kbd>
        ) : (
          <button
            type="button"
            className="clear"
            aria-label="Clear search"
            onClick={() => onChange('')}
          >
            <X size={12} aria-hidden="true" />
          </button>
        )}
      </search>
      <button
        type="button"
        className="tool narrow"
        aria-label="Search"
        aria-expanded={isOpen}
        onClick={open}
      >
        <Search size={16} aria-hidden="true" />
      </button>
    </>
  )
}
