'use client'

import type { PairChartsProps } from './pair-chart-props'

/** Prices, spread and quality of one pair on one time axis. Fills its element. */
export function PairCharts({ pair }: PairChartsProps) {
  return <div className="pair-charts" data-pair={pair} />
}
