'use client'

import { startTransition, useEffect, useState } from 'react'
import type { ScreenerPoll, ScreenerState } from './screener-poll'

/**
 * The newest answer, rendered in slices between which keys, pointer and scrolling come first: a store
 * that React reads by itself is rendered at once and in one piece.
 */
export function usePolled(poll: ScreenerPoll): ScreenerState {
  const [state, setState] = useState(() => poll.store.getState())
  useEffect(() => {
    const take = (newest: ScreenerState) => startTransition(() => setState(newest))
    // It may have come between the first rendering and now.
    take(poll.store.getState())
    return poll.store.subscribe(take)
  }, [poll])
  return state
}
