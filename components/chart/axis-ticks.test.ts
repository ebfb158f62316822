import { expect, it } from 'vitest'
import { tickLabel, tickLabels, timeTicks, valueTicks } from './axis-ticks'

it('[BC12] lines of values are round and about 34 pixels apart', () => {
  expect(valueTicks(-0.5, 0.77, 170)).toEqual({ values: [-0.5, 0, 0.5], step: 0.5 })
  const { values, step } = valueTicks(0.0012, 0.0449, 170)
  expect(step).toBe(0.01)
  expect(values.map((value) => tickLabel(value, step, 4))).toEqual([
    '+0.01',
    '+0.02',
    '+0.03',
    '+0.04',
  ])
})

it('[BC12] labels have as many digits as the step needs, zero none and no sign', () => {
  expect(tickLabel(0.25, 0.25, 3)).toBe('+0.25')
  expect(tickLabel(-0.5, 0.5, 3)).toBe('\u22120.5')
  expect(tickLabel(0.0025, 0.0025, 4)).toBe('+0.0025')
  expect(tickLabel(1e-17, 0.1, 3)).toBe('\u20070')
})

it('[BC16] lines nearer to each other than the digits tell share one label', () => {
  const { values, step } = valueTicks(-100.001, -99.999, 170)
  expect(values.length).toBeGreaterThan(3)
  expect(tickLabels(values, step, 2).map(({ label }) => label)).toEqual(['\u2212100.00'])
  const apart = tickLabels([-0.5, 0, 0.5], 0.5, 3)
  expect(apart.map(({ value }) => value)).toEqual([-0.5, 0, 0.5])
})

it('[BC12] times are round and 84 pixels apart at least', () => {
  const from = Date.UTC(2025, 10, 19, 12, 32, 4) / 1_000
  const { times, step } = timeTicks(from, from + 899, 390)
  expect(step).toBe(300)
  expect(times.map((time) => new Date(time * 1_000).toISOString().slice(11, 16))).toEqual([
    '12:35',
    '12:40',
    '12:45',
  ])
  expect(timeTicks(from, from + 3_599, 390).step).toBe(900)
})
