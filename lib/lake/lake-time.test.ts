import { expect, it } from 'vitest'
import { putInt96 } from './lake-time'

it('[LK2] INT96 counts nanoseconds of the day and Julian days', () => {
  const view = new DataView(new ArrayBuffer(12))
  putInt96(view, 0, { wholeMs: Date.UTC(2000, 0, 1, 12) + 1, ticks: 5 })
  expect(view.getBigInt64(0, true)).toBe(12n * 3_600_000_000_000n + 1_000_500n)
  expect(view.getInt32(8, true)).toBe(2_451_545)
})
