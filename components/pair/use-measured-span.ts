'use client'

import { useCallback, useEffect, useState, type RefObject } from 'react'
import type { MeasuredSpan, PairChartsHandle } from '../pair-chart/pair-chart-props'
import { intervalOf, intervalText, type PairViewStore } from './pair-view'

/** A chart that was just made has nothing to measure yet. */
const AGAIN_MS = 50

interface MeasuredState {
  measured: MeasuredSpan | undefined
  /** To be told what the chart measured; undefined: nothing any more. */
  onMeasure: (span: MeasuredSpan | undefined) => void
  clear: () => void
}

/** Keeps what is measured in the view, and measures it in a chart that was made later. */
export function useMeasuredSpan(
  store: PairViewStore,
  charts: RefObject<PairChartsHandle | null>,
  isThere: boolean,
): MeasuredState {
  const [measured, setMeasured] = useState<MeasuredSpan>()

  const onMeasure = useCallback(
    (span: MeasuredSpan | undefined) => {
      setMeasured(span)
      const text = intervalText(span)
      if (store.getState().measured !== text) store.setState({ measured: text })
    },
    [store],
  )

  useEffect(() => {
    const wanted = intervalOf(store.getState().measured)
    if (!isThere || wanted === undefined) return undefined
    const tell = () => {
      const shown = charts.current
      if (shown === null || shown.visible() === undefined) timer = setTimeout(tell, AGAIN_MS)
      else shown.measure(wanted)
    }
    let timer = setTimeout(tell, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [store, charts, isThere])

  const clear = useCallback(() => {
    charts.current?.clearMeasure()
    onMeasure(undefined)
  }, [charts, onMeasure])

  return { measured, onMeasure, clear }
}
