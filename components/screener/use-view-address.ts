'use client'

import { useEffect } from 'react'
import { writeScreenerView, type ScreenerViewStore } from './screener-view'

/** Browsers refuse more than a hundred changes of an address in half a minute or less. */
const SETTLE_MS = 150

/** Writes the view into the address: what a person sees can be copied and comes back on reload. */
export function useViewAddress(store: ScreenerViewStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const write = (state: unknown) => {
      clearTimeout(timer)
      timer = undefined
      history.replaceState(state, '', `${location.pathname}${writeScreenerView(store.getState())}`)
    }
    // What was wrong in the address goes at once. The state is the router's, which adds it to later
    // ones by itself.
    write(history.state)
    const flush = () => timer !== undefined && write(null)
    const stop = store.subscribe(() => {
      timer ??= setTimeout(() => write(null), SETTLE_MS)
    })
    window.addEventListener('pagehide', flush)
    return () => {
      flush()
      stop()
      window.removeEventListener('pagehide', flush)
    }
  }, [store])
}
