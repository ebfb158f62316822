'use client'

import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { PairChartsHandle, TimeSpan } from '../pair-chart/pair-chart-props'
import { spanOf, spanText, type PairViewStore } from './pair-view'

/**
 * Keeps what the chart shows and what the view says the same, whoever changed it. The answer is to
 * be told what the chart shows. `isReady`: the chart is there and has something to show.
 */
export function useSeenSpan(
  store: PairViewStore,
  charts: RefObject<PairChartsHandle | null>,
  isReady: boolean,
): (span: TimeSpan | undefined) => void {
  const from = useStore(store, (view) => view.from)
  const to = useStore(store, (view) => view.to)
  /** What the chart said last: it need not be told so. */
  const told = useRef('')

  useEffect(() => {
    if (!isReady) {
      told.current = ''
      return
    }
    if (told.current === `${from} ${to}`.trim()) return
    told.current = `${from} ${to}`.trim()
    charts.current?.see(spanOf({ from, to }))
  }, [charts, isReady, from, to])

  return useCallback(
    (span) => {
      const text = spanText(span)
      told.current = `${text.from} ${text.to}`.trim()
      store.setState(text)
    },
    [store],
  )
}
