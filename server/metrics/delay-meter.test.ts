import { expect, it } from 'vitest'
import { DelayMeter } from './delay-meter'

it('[MO11] tells median and p99 of an interval, within a percent, then begins anew', () => {
  const meter = new DelayMeter()
  expect(meter.take()).toEqual({ medianMs: null, p99Ms: null })
  for (let ms = 1; ms <= 1_000; ms++) meter.add(ms)
  const { medianMs, p99Ms } = meter.take()
  expect(Math.abs(medianMs! / 500 - 1)).toBeLessThan(0.01)
  expect(Math.abs(p99Ms! / 990 - 1)).toBeLessThan(0.01)
  expect(meter.take().medianMs).toBeNull()
})

it('[MO11] takes a clock that was set back, and one that stood still for a year', () => {
  const meter = new DelayMeter()
  meter.add(-5)
  expect(meter.take().p99Ms).toBeLessThan(0.01)
  meter.add(31_536_000_000)
  expect(meter.take().p99Ms).toBeGreaterThan(3_500_000)
})
