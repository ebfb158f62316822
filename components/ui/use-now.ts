'use client'

import { useSyncExternalStore } from 'react'

const SECOND_MS = 1_000

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, SECOND_MS)
  return () => clearInterval(timer)
}

/** The local clock in whole seconds, epoch milliseconds; undefined before the page runs. */
export function useNow(): number | undefined {
  return useSyncExternalStore(
    everySecond,
    () => Math.floor(Date.now() / SECOND_MS) * SECOND_MS,
    () => undefined,
  )
}
