'use client'

import { useEffect, useRef } from 'react'
import type { ScreenerQuestion } from './screener-poll'
import { wholeOrder } from './whole-order'

interface ReturnFocus {
  question: ScreenerQuestion
  /** The pair that the address names; empty: none. */
  selected: string
  /** Rows have come. */
  isReady: boolean
  goTo: (pair: string, place: number) => void
}

/**
 * Who comes back from a pair's page goes on at its row: browsers bring neither focus nor place of a
 * table back that is made anew.
 */
export function useReturnFocus({ question, selected, isReady, goTo }: ReturnFocus): void {
  const isDone = useRef(false)
  const latest = useRef(goTo)
  useEffect(() => {
    latest.current = goTo
  })
  useEffect(() => {
    if (!isReady || isDone.current) return undefined
    isDone.current = true
    if (selected === '' || !isReturn() || document.activeElement !== document.body) return undefined
    const asking = new AbortController()
    void wholeOrder(question, asking.signal).then((order) => {
      const place = order.indexOf(selected)
      const isFree = document.activeElement === document.body
      if (!asking.signal.aborted && place !== -1 && isFree) latest.current(selected, place)
    })
    return () => asking.abort()
    // Once, with what is asked for by the address.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isReady])
}

function isReturn(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'back_forward'
}
