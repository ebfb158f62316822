import pl from 'nodejs-polars'
import type { Quote } from '@/lib/market/quote'

/** Joined points by an independent implementation: columns of equal length. */
export interface ReferencePoints {
  timeMs: number[]
  bid1: number[]
  ask1: number[]
  bid2: number[]
  ask2: number[]
  /** By the order of SPREAD_KINDS. */
  spreads: number[][]
  upper: number[][]
  lower: number[][]
}

const SPREADS = ['bid', 'buy2_sell1', 'buy1_sell2']

/** The either-leg join of two exchanges with bands, as one batch in nodejs-polars. */
export function polarsEitherLegJoin(
  leg1: readonly Quote[],
  leg2: readonly Quote[],
  toleranceMs: number,
): ReferencePoints {
  const bid1 = pl.col('bid1')
  const ask1 = pl.col('ask1')
  const bid2 = pl.col('bid2')
  const ask2 = pl.col('ask2')
  const times = [...new Set([...leg1, ...leg2].map(({ timeMs }) => timeMs))].sort((a, b) => a - b)
  const joined = pl
    .DataFrame({ timeMs: times })
    .joinAsof(frame(leg1, 1), { on: 'timeMs', strategy: 'backward', tolerance: toleranceMs })
    .joinAsof(frame(leg2, 2), { on: 'timeMs', strategy: 'backward', tolerance: toleranceMs })
    .dropNulls()
    .withColumns(
      bid1.div(bid2).sub(1).mul(100).alias('bid'),
      bid1.sub(ask2).div(ask2).mul(100).alias('buy2_sell1'),
      bid2.sub(ask1).div(ask1).mul(100).alias('buy1_sell2'),
    )
  const banded = joined.withColumns(
    ...SPREADS.map((name) => quantile(name, 0.97).alias(`${name}_upper`)),
    ...SPREADS.map((name) => quantile(name, 0.03).alias(`${name}_lower`)),
  )
  const column = (name: string) => Array.from(banded.getColumn(name), Number)
  return {
    timeMs: column('timeMs'),
    bid1: column('bid1'),
    ask1: column('ask1'),
    bid2: column('bid2'),
    ask2: column('ask2'),
    spreads: SPREADS.map(column),
    upper: SPREADS.map((name) => column(`${name}_upper`)),
    lower: SPREADS.map((name) => column(`${name}_lower`)),
  }
}

/** The left join of two exchanges, its `bid` spread and bands, as one batch in nodejs-polars. */
export function polarsLeftJoin(
  leg1: readonly Quote[],
  leg2: readonly Quote[],
  toleranceMs: number,
): { timeMs: number[]; spread: number[]; upper: number[]; lower: number[] } {
  const joined = frame(leg1, 1)
    .joinAsof(frame(leg2, 2), { on: 'timeMs', strategy: 'backward', tolerance: toleranceMs })
    .dropNulls()
    .withColumns(pl.col('bid1').div(pl.col('bid2')).sub(1).mul(100).alias('bid'))
  const banded = joined.withColumns(
    quantile('bid', 0.97).alias('upper'),
    quantile('bid', 0.03).alias('lower'),
  )
  const column = (name: string) => Array.from(banded.getColumn(name), Number)
  return {
    timeMs: column('timeMs'),
    spread: column('bid'),
    upper: column('upper'),
    lower: column('lower'),
  }
}

function frame(quotes: readonly Quote[], leg: 1 | 2): pl.DataFrame {
  return pl.DataFrame({
    timeMs: quotes.map(({ timeMs }) => timeMs),
    [`bid${leg}`]: quotes.map(({ bid }) => bid),
    [`ask${leg}`]: quotes.map(({ ask }) => ask),
  })
}

function quantile(name: string, share: number) {
  return pl
    .col(name)
    .rollingQuantile({ quantile: share, windowSize: 200, minPeriods: 1, interpolation: 'nearest' })
}
