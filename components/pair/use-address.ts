'use client'

import { useEffect } from 'react'
import { writePairView, type PairViewStore } from './pair-view'

/** A threshold that is dragged changes with every frame; browsers refuse so many addresses. */
const SETTLE_MS = 150

/** Keeps the address of the page what the view is. */
export function useAddress(store: PairViewStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const write = (state: unknown) => {
      history.replaceState(state, '', `${location.pathname}${writePairView(store.getState())}`)
    }
    // What was wrong in the address goes at once. The state is the router's, which adds it to later
    // ones by itself.
    write(history.state)
    const unsubscribe = store.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(() => write(null), SETTLE_MS)
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [store])
}
