import { describe, expect, it } from 'vitest'
import { layOnGrid } from '../chart/time-grid'
import { pairRowsOf } from '../chart/testing/pair-rows-of'
import { executableLine } from './executable-lines'

/** The test's bars have bid1 101, ask1 102, bid2 100, ask2 101. */
const items = layOnGrid(pairRowsOf([[10, 1], [11, 1], [12, 1]]), 10, 12, 1) // prettier-ignore

describe(executableLine, () => {
  it('[PC4] is what buying on one and selling on the other earns; the reverse is flipped', () => {
    expect(executableLine(items, 'buy2_sell1', undefined, undefined).last[0]).toBe(0)
    const buy1 = executableLine(items, 'buy1_sell2', undefined, undefined)
    expect(buy1.last[0]).toBe(-((100 - 102) / 102) * 100)
  })

  it('[PC4] without its own bars a second is its last value, without bands', () => {
    const line = executableLine(items, 'buy2_sell1', undefined, undefined)
    expect([line.low[1], line.high[1], line.upper[1]]).toEqual([0, 0, NaN])
  })

  it('[PC4] a spike within a second shows, on the right side when the sign is flipped', () => {
    const rows = pairRowsOf([[11, 0, { low: -3, high: 4, band: 2 }]])
    const sell1 = executableLine(items, 'buy2_sell1', rows.bars, undefined)
    expect([sell1.low[1], sell1.high[1]]).toEqual([-3, 4])
    expect([sell1.lower[1], sell1.upper[1]]).toEqual([-2, 2])
    const buy1 = executableLine(items, 'buy1_sell2', rows.bars, undefined)
    expect([buy1.low[1], buy1.high[1]]).toEqual([-4, 3])
    expect([buy1.lower[1], buy1.upper[1]]).toEqual([-2, 2])
    expect([sell1.low[0], sell1.high[2]]).toEqual([0, 0])
  })

  it('[PC4] fills the same columns again', () => {
    const line = executableLine(items, 'buy2_sell1', undefined, undefined)
    expect(executableLine(items, 'buy2_sell1', undefined, line)).toBe(line)
  })
})
