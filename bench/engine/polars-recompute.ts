import pl from 'nodejs-polars'
import type { LegColumns } from '@/lib/spread/join'
import { DEFAULT_MARKET_LIMITS } from '@/lib/spread/market-limits'
import type { LastPoint } from './typed-recompute'

const SPREADS = ['bid', 'buy2_sell1', 'buy1_sell2']
const BAND_POINTS = 200

/**
 * Baseline: the query that makes the same of the same columns, as one plan, collected. The frames are
 * given: that a live server would have to make them of its quotes first is not counted.
 */
export class PolarsRecompute {
  readonly #leg1: pl.LazyDataFrame
  readonly #leg2: pl.LazyDataFrame

  constructor(leg1: LegColumns, leg2: LegColumns) {
    this.#leg1 = frame(leg1, 1)
    this.#leg2 = frame(leg2, 2)
  }

  async lastPoint(): Promise<LastPoint> {
    const [bid1, ask1, bid2, ask2] = ['bid1', 'ask1', 'bid2', 'ask2'].map((name) => pl.col(name))
    const tolerance = DEFAULT_MARKET_LIMITS.asofToleranceMs
    const asOf = { on: 'timeMs', strategy: 'backward' as const, tolerance }
    const frame = await pl
      .concat([this.#leg1.select('timeMs'), this.#leg2.select('timeMs')])
      .unique()
      .sort('timeMs')
      .joinAsof(this.#leg1, asOf)
      .joinAsof(this.#leg2, asOf)
      .dropNulls()
      .withColumns(
        bid1!.div(bid2!).sub(1).mul(100).alias('bid'),
        bid1!.sub(ask2!).div(ask2!).mul(100).alias('buy2_sell1'),
        bid2!.sub(ask1!).div(ask1!).mul(100).alias('buy1_sell2'),
      )
      .withColumns(
        ...SPREADS.map((name) => quantile(name, 0.97).alias(`${name}_upper`)),
        ...SPREADS.map((name) => quantile(name, 0.03).alias(`${name}_lower`)),
      )
      .collect()
    const last = (name: string) => Number(frame.getColumn(name).get(frame.height - 1))
    return {
      timeMs: last('timeMs'),
      spreads: SPREADS.map(last),
      bands: SPREADS.map((name) => ({
        upper: last(`${name}_upper`),
        lower: last(`${name}_lower`),
      })),
    }
  }
}

function frame({ timeMs, bid, ask }: LegColumns, leg: 1 | 2): pl.LazyDataFrame {
  return pl.DataFrame({ timeMs, [`bid${leg}`]: bid, [`ask${leg}`]: ask }).lazy()
}

function quantile(name: string, share: number) {
  return pl.col(name).rollingQuantile({
    ...{ quantile: share, windowSize: BAND_POINTS, minPeriods: 1, interpolation: 'nearest' },
  })
}
