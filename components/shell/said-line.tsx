'use client'

import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { SHARED_KEYS } from '../keys/shared-keys'
import { useFrameKeys } from '../keys/use-keys'
import { said } from '../ui/said'

/** What can be undone stays long enough to be seen late. */
const SHOWN_MS = 5_000
const UNDO_MS = 20_000

/** What was just done, above the status bar. */
export function SaidLine() {
  const now = useStore(said, (state) => state.now)
  const undo = now?.undo
  const takeBack = () => {
    undo?.()
    forget()
  }
  const words = 'Undo what was just done'
  useFrameKeys([{ keys: SHARED_KEYS.undo, words, run: takeBack, isOn: undo !== undefined }])
  useEffect(() => {
    if (now === undefined) return undefined
    const timer = setTimeout(forget, now.undo === undefined ? SHOWN_MS : UNDO_MS)
    return () => clearTimeout(timer)
  }, [now])
  return (
    <aside className={`said${now === undefined ? ' silent' : ''}`} aria-label="Just done">
      <output aria-label="Done">{now?.words}</output>
      {undo !== undefined && (
        <button type="button" className="btn" aria-keyshortcuts="Control+Z" onClick={takeBack}>
          Undo
        </button>
      )}
      {now !== undefined && (
        <button type="button" className="clear" aria-label="Close" onClick={forget}>
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </aside>
  )
}

function forget(): void {
  said.setState({ now: undefined })
}
