import { describe, expect, it } from 'vitest'
import { camelChartSchema, chartObjectSchema, encodeChart } from './chart-object'

const PAIR = { symbol: 'BTC/USDT', exchange1: 'Binance', exchange2: 'Bybit', other: 1 }

type Row = [timeMs: number, spread: number, upper: number, lower: number]

const columns = (...rows: Row[]) => ({
  timeMs: Float64Array.from(rows, ([timeMs]) => timeMs),
  spread: Float64Array.from(rows, ([, spread]) => spread),
  upper: Float64Array.from(rows, ([, , upper]) => upper),
  lower: Float64Array.from(rows, ([, , , lower]) => lower),
})

describe(encodeChart, () => {
  it('[CO1] writes the bytes of the contract, in either shape', () => {
    const chart = columns([1_762_603_200_000, 1.0000000000000009, 2, -1])
    const head = '{"symbol":"BTC/USDT","exchange1":"Binance","exchange2":"Bybit"'
    const rest = '"timestamps":[1762603200.0],"spreads":[1.0000000000000009]'
    expect(encodeChart(PAIR, chart, 'array')).toBe(
      `${head},${rest},"upper_band":[2.0],"lower_band":[-1.0]}`,
    )
    expect(encodeChart(PAIR, chart, 'object')).toBe(
      `${head},${rest},"upperBand":[2.0],"lowerBand":[-1.0]}`,
    )
  })

  it('[CO2] writes seconds exact to the millisecond', () => {
    const times = [0, 1, 999, 3_001, 3_001.0001, 3_000.9999].map((ms) => 1_762_603_200_000 + ms)
    const text = encodeChart(PAIR, columns(...times.map((ms): Row => [ms, 0, 0, 0])), 'array')
    expect(chartObjectSchema.parse(JSON.parse(text)).timestamps).toEqual([
      ...[1762603200, 1762603200.001, 1762603200.999],
      ...[1762603203.001, 1762603203.001, 1762603203.001],
    ])
  })

  it('[CO3] writes null for what is not finite', () => {
    const text = encodeChart(PAIR, columns([0, NaN, Infinity, -Infinity]), 'object')
    expect(camelChartSchema.parse(JSON.parse(text))).toMatchObject({
      ...{ spreads: [null], upperBand: [null], lowerBand: [null] },
    })
  })

  it('[CO5] writes whole numbers as floats, in a row and beside others', () => {
    const rows: Row[] = [
      [0, 0, -0, 102],
      [1_500, 0.5, -3, 1e20],
      [2_000, NaN, 1e-7, 1e21],
      [3_000, 12, -1.25, -1e300],
    ]
    expect(encodeChart(PAIR, columns(...rows), 'array')).toContain(
      '"timestamps":[0.0,1.5,2.0,3.0],"spreads":[0.0,0.5,null,12.0],' +
        '"upper_band":[0.0,-3.0,1e-7,-1.25],"lower_band":[102.0,100000000000000000000.0,1e+21,-1e+300]}',
    )
  })

  it('[CO4] is read by its schema, which refuses columns of unequal length', () => {
    const chart = { symbol: 'A', exchange1: 'B', exchange2: 'C', timestamps: [1], spreads: [1] }
    expect(chartObjectSchema.safeParse({ ...chart, upper_band: [1], lower_band: [] }).success).toBe(
      false,
    )
    expect(
      camelChartSchema.safeParse({ ...chart, upperBand: [1], lowerBand: [null] }).success,
    ).toBe(true)
  })
})
