import { describe, expect, it } from 'vitest'
import { everySecond, pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { executableLine } from './executable-lines'
import { valueToY, yToValue } from './pane-plot'
import { paneHeights } from './pair-options'
import { pricesRange, spreadRange, timeToX } from './pair-scene'
import { testScene } from './testing/test-scene'

function itemsOf(value: number, more = {}) {
  const rows = pairRowsOf([...everySecond(0, 9, value), [9, -value, { band: 0, ...more }]])
  return layOnGrid(rows, 0, 9, 1)
}

describe('the axes of a pair chart', () => {
  it('[PC17] near levels are in sight, far ones do not press the values flat', () => {
    const near = testScene({ items: itemsOf(0.3), bands: 'off', thresholdPct: 0.4 })
    expect(spreadRange(near, 0, 9).high).toBeGreaterThan(0.4)
    expect(spreadRange(near, 0, 9).low).toBeLessThan(-0.4)
    const far = testScene({ items: itemsOf(0.01), bands: 'off', thresholdPct: 0.4 })
    expect(spreadRange(far, 0, 9).high).toBeLessThan(0.1)
  })

  it('[PC17] what is within a second is in sight whatever the bands are', () => {
    const items = itemsOf(0.1, { high: 5 })
    const bidBands = { upper: new Float64Array(10), lower: new Float64Array(10), n: new Int32Array(10), coverageSharePct: new Float64Array(10) } // prettier-ignore
    for (const scene of [
      testScene({ items, bands: 'off' }),
      testScene({ items, bands: '5m', bidBands }),
    ]) {
      // prettier-ignore
      expect(spreadRange(scene, 0, 9).high).toBeGreaterThan(5)
    }
  })

  it('[PC17] the channel has both lines and the zero', () => {
    const items = itemsOf(0.1)
    const sell1 = executableLine(items, 'buy2_sell1', undefined, undefined)
    const buy1 = executableLine(items, 'buy1_sell2', undefined, undefined)
    const scene = testScene({ items, mode: 'executable', bands: 'off', sell1, buy1 })
    const { low, high } = spreadRange(scene, 0, 9)
    expect(low).toBeLessThan(0)
    expect(high).toBeGreaterThan(1.96)
    expect(pricesRange(items, 0, 9)).toEqual({ low: 99.86, high: 102.14 })
  })

  it('[PC17] a value and its place on the axis are each other’s reverse', () => {
    const range = { low: -1, high: 3 }
    const room = { top: 26, bottom: 8 }
    expect(valueToY(range, 400, room)(3)).toBe(26)
    expect(valueToY(range, 400, room)(-1)).toBe(392)
    expect(yToValue(range, 400, room)(valueToY(range, 400, room)(0.7))).toBeCloseTo(0.7, 12)
  })

  it('[PC17] a place reaches half a place to both sides of its middle', () => {
    const xOf = timeToX((index) => 10 + index * 4, testScene({ items: itemsOf(1) }))
    expect([xOf(0), xOf(1), xOf(0.5)]).toEqual([8, 12, 10])
  })

  it('[PC17] the panes fill the chart, with less of prices and quality where it is narrow', () => {
    expect(paneHeights(726, 1_000)).toEqual([256, 384, 84])
    expect(paneHeights(498, 390)).toEqual([150, 270, 76])
    expect(paneHeights(0, 390)).toEqual([0, 0, 0])
  })
})
