import { memo } from 'react'
import type { Spark } from './screener-row'
import { sparkPath } from './spark-path'

interface SparkLineProps {
  values: Spark | undefined
  width: number
  height: number
}

/** The last 15 minutes of a spread; broken where nothing was seen. */
export const SparkLine = memo(function SparkLine({ values, width, height }: SparkLineProps) {
  const path = values === undefined ? undefined : sparkPath(values, { width, height })
  if (path === undefined) return <span className="quiet">{values && 'no value'}</span>
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden="true">
      {path.zeroY !== undefined && <path className="zero" d={`M0 ${path.zeroY}H${width}`} />}
      <path d={path.line} />
    </svg>
  )
})
