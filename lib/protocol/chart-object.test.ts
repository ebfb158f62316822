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
    const rest = '"timestamps":[1762603200],"spreads":[1.0000000000000009]'
    expect(encodeChart(PAIR, chart, 'array')).toBe(
      `${head},${rest},"upper_band":[2],"lower_band":[-1]}`,
    )
    expect(encodeChart(PAIR, chart, 'object')).toBe(
      `${head},${rest},"upperBand":[2],"lowerBand":[-1]}`,
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
