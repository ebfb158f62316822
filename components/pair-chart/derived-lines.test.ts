import { expect, it } from 'vitest'
import { everySecond, mergeBars, pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { DerivedLines } from './derived-lines'
import { executableLine } from './executable-lines'
import { testScene } from './testing/test-scene'

it('[PC4] what is made anew each time is the end of the lines, and they are as if made whole', () => {
  const bid = pairRowsOf(everySecond(0, 60))
  const sell1 = pairRowsOf(everySecond(0, 60))
  const buy1 = pairRowsOf([])
  const scene = testScene({ items: [], mode: 'executable', bands: 'off' })
  const derived = new DerivedLines(scene)
  const upTo = (second: number, change: 'reset' | 'append') => {
    scene.items = layOnGrid(bid, 0, second, 1)
    expect(derived.update(change, { sell1, buy1 })).toBe(true)
    for (const [kind, rows] of [
      ['buy2_sell1', sell1],
      ['buy1_sell2', buy1],
    ] as const) {
      // prettier-ignore
      const whole = executableLine(scene.items, kind, rows.bars, undefined)
      const line = kind === 'buy2_sell1' ? scene.sell1 : scene.buy1
      for (const name of ['last', 'low', 'high', 'upper', 'lower'] as const) {
        const seen = line[name].subarray(0, scene.items.length)
        expect(seen, `${kind} ${name}`).toEqual(whole[name].subarray(0, scene.items.length))
      }
    }
  }
  upTo(59, 'reset')
  mergeBars(bid, ...everySecond(60, 70, 1))
  // Late by more than a second, and within the tail of what was there.
  mergeBars(sell1, [55, 2, { low: -5, high: 5 }], ...everySecond(60, 64))
  upTo(69, 'append')
  mergeBars(sell1, [62, 3, { low: -6, high: 6 }], ...everySecond(64, 70, -9))
  mergeBars(buy1, [1, 7, { low: -8, high: 8 }])
  upTo(69, 'append')
  // Older than the tail: another epoch.
  mergeBars(sell1, [20, 4, { low: -7, high: 7 }])
  upTo(69, 'append')
})

it('[PC4] what has not changed is not made again', () => {
  const rows = { sell1: pairRowsOf(everySecond(0, 9)), buy1: undefined }
  const items = layOnGrid(pairRowsOf(everySecond(0, 9)), 0, 8, 1)
  const derived = new DerivedLines(testScene({ items, mode: 'executable', bands: 'off' }))
  expect(derived.update('reset', rows)).toBe(true)
  expect(derived.update('none', rows)).toBe(false)
  mergeBars(rows.sell1, [8, 1])
  expect(derived.update('none', rows)).toBe(true)
})
