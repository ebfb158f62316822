'use client'

import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { PairChartsHandle, TimeSpan } from '../pair-chart/pair-chart-props'
import { spanOf, spanText, type PairViewStore } from './pair-view'

/** A chart that was just made has nothing to show yet. */
const AGAIN_MS = 50

/**
 * Keeps what the chart shows and what the view says the same, whoever changed it. The answer is to
 * be told what the chart shows. `isThere`: the chart is; `chart`: another one is another chart.
 */
export function useSeenSpan(
  store: PairViewStore,
  charts: RefObject<PairChartsHandle | null>,
  isThere: boolean,
  chart: unknown,
): (span: TimeSpan | undefined) => void {
  const from = useStore(store, (view) => view.from)
  const to = useStore(store, (view) => view.to)
  /** What that chart said or was told last; a new one shows the newest. */
  const known = useRef({ chart, text: '' })

  useEffect(() => {
    const text = textOf({ from, to })
    if (!isThere || known.current.chart !== chart) known.current = { chart, text: '' }
    if (!isThere || known.current.text === text) return undefined
    const tell = () => {
      const shown = charts.current
      if (shown === null || shown.visible() === undefined) timer = setTimeout(tell, AGAIN_MS)
      else {
        known.current = { chart, text }
        shown.see(spanOf({ from, to }))
      }
    }
    let timer = setTimeout(tell, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [charts, isThere, chart, from, to])

  return useCallback(
    (span) => {
      const seen = spanText(span)
      known.current = { chart, text: textOf(seen) }
      store.setState(seen)
    },
    [store, chart],
  )
}

function textOf({ from, to }: { from: string; to: string }): string {
  return `${from} ${to}`.trim()
}
