'use client'

import { useStore } from 'zustand'
import type { MarketStore } from '../stream/market-store'

/** Says, always, when what is shown is not the market of this moment. */
export function OriginBadge({ store }: { store: MarketStore }) {
  const origin = useStore(store, (state) => state.origin)
  if (origin === undefined) return null
  const { words, title } = originWords(origin) ?? {}
  if (words === undefined) return null
  return (
    <span className="badge warn" title={title}>
      {words}
    </span>
  )
}

function originWords(origin: { simulated: boolean; source: string | undefined }) {
  if (origin.source === 'replay') {
    return { words: 'Replayed data', title: 'Quotes come from a recording, moved to the present' }
  }
  if (origin.simulated) {
    const title = 'Quotes come from the built-in simulator, not from an exchange'
    return { words: 'Simulated data', title }
  }
  return undefined
}
