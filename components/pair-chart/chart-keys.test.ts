import { describe, expect, it } from 'vitest'
import { chartKey } from './chart-keys'
import { pressThreshold, toThreshold } from './threshold'

const CHART = { hover: 200, first: 100, last: 300, newest: 3_599, oldest: 0, liveFirst: 2_700 }
const walk = (to: number, isMeasuring = false) => ({ kind: 'walk', to, isMeasuring })

describe(chartKey, () => {
  it('[PC8] arrows walk from the crosshair, or from the newest in view', () => {
    expect(chartKey('ArrowLeft', false, CHART)).toEqual(walk(199))
    expect(chartKey('ArrowRight', false, CHART)).toEqual(walk(201))
    expect(chartKey('ArrowLeft', false, { ...CHART, hover: undefined })).toEqual(walk(300))
  })

  it('[PC8] Page keys walk a tenth of the view; nothing walks out of what is held', () => {
    expect(chartKey('PageUp', false, CHART)).toEqual(walk(180))
    expect(chartKey('PageDown', false, { ...CHART, hover: 3_590 })).toEqual(walk(3_599))
    expect(chartKey('ArrowLeft', false, { ...CHART, hover: 0 })).toEqual(walk(0))
  })

  it('[PC8] with Shift they measure', () => {
    expect(chartKey('ArrowLeft', true, CHART)).toEqual(walk(199, true))
    expect(chartKey('PageUp', true, CHART)).toEqual(walk(180, true))
  })

  it('[PC8] Home returns to the live view, End goes to the newest', () => {
    expect(chartKey('Home', false, CHART)).toEqual({ kind: 'live', to: 2_700 })
    expect(chartKey('End', false, CHART)).toEqual(walk(3_599))
    expect(chartKey('b', false, CHART)).toBeUndefined()
  })
})

describe('the threshold', () => {
  it('[PC9] moves by a basis point, finer with Shift, and stays in its bounds', () => {
    expect(pressThreshold(0.4, 'ArrowUp', false)).toBe(0.41)
    expect(pressThreshold(0.4, 'ArrowDown', true)).toBe(0.399)
    expect(pressThreshold(0.4, 'PageDown', false)).toBe(0.3)
    expect(pressThreshold(0.05, 'PageDown', false)).toBe(0.001)
    expect(pressThreshold(0.4, 'e', false)).toBeUndefined()
  })

  it('[PC9] is never zero, negative or no number', () => {
    expect([toThreshold(-1), toThreshold(NaN), toThreshold(1e9)]).toEqual([0.001, 0.001, 10])
  })
})
