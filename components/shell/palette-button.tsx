'use client'

import { Search } from 'lucide-react'
import { showDialog } from '../keys/open-dialog'

/** Where a page has no search of its own. */
export function PaletteButton() {
  return (
    <button
      type="button"
      className="find ask"
      aria-label="Find a pair, a page or a command"
      onClick={() => showDialog('palette')}
    >
      <Search size={14} className="icon" aria-hidden="true" />
      <span>Pair, page or command</span>
      <kbd>/</kbd>
    </button>
  )
}
