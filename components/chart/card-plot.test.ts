import { describe, expect, it } from 'vitest'
import { AXIS_WIDTH, cardPlot } from './card-plot'
import { FOOT_HEIGHT, PAD } from './chart-scene'
import { everySecond, pairRowsOf } from './testing/pair-rows-of'
import { layOnGrid } from './time-grid'

const [WIDTH, HEIGHT, PLACES] = [AXIS_WIDTH + 303, 200, 60]

function sceneOf(seconds: number) {
  const items = layOnGrid(pairRowsOf(everySecond(0, seconds)), 0, seconds - 1, 1)
  return { items, places: PLACES, range: { low: -1, high: 3 } }
}

describe('cardPlot', () => {
  it('puts the newest places from edge to edge', () => {
    const { width, xOf, spacing } = cardPlot(sceneOf(75), WIDTH, HEIGHT)
    expect(xOf(74)).toBeCloseTo(width - 1 - spacing)
    expect(xOf(75 - PLACES)).toBeCloseTo(spacing - 1)
    expect(xOf(74.5) - xOf(74)).toBeCloseTo(spacing / 2)
  })

  it('keeps the range between its pads, above the words of time', () => {
    const { yOf } = cardPlot(sceneOf(75), WIDTH, HEIGHT)
    expect(yOf(3)).toBeCloseTo(PAD)
    expect(yOf(-1)).toBeCloseTo(HEIGHT - 1 - FOOT_HEIGHT - PAD)
    expect(yOf(1)).toBeCloseTo((yOf(3) + yOf(-1)) / 2)
  })

  it('finds the nearest place in view', () => {
    const { xOf, indexAt } = cardPlot(sceneOf(75), WIDTH, HEIGHT)
    expect(indexAt(xOf(40) + 2)).toBe(40)
    expect(indexAt(xOf(40) + 3)).toBe(41)
    expect(indexAt(-100)).toBe(75 - PLACES)
    expect(indexAt(WIDTH)).toBe(74)
  })

  it('finds none where there is nothing, or no room', () => {
    expect(cardPlot({ ...sceneOf(75), items: [] }, WIDTH, HEIGHT).indexAt(10)).toBeUndefined()
    expect(cardPlot(sceneOf(75), AXIS_WIDTH, HEIGHT).indexAt(10)).toBeUndefined()
  })
})
