import { expect, it } from 'vitest'
import { everySecond, pairRowsOf } from '../chart/testing/pair-rows-of'
import { layOnGrid } from '../chart/time-grid'
import { isShownHot, lastInView, shownIndex } from './shown-point'

const items = layOnGrid(
  pairRowsOf([...everySecond(0, 5, 0.7), ...everySecond(5, 10, 0.1)]),
  0,
  9,
  1,
)
const down = items.map((item, index) =>
  index < 4 ? item : { ...item, kind: 'hole' as const, last: NaN },
)

it('[PC18] what stands at the edge is of the last second in view, not of now', () => {
  const now = { items, view: undefined, thresholdPct: 0.4 }
  expect([lastInView(now), shownIndex(now), isShownHot(now)]).toEqual([9, 9, false])
  const past = { ...now, view: { first: 0, last: 4 } }
  expect([lastInView(past), shownIndex(past), isShownHot(past)]).toEqual([4, 4, true])
})

it('[PC18] over a hole it is the last value in view, which is not told as an excursion', () => {
  const open = { items: down, view: { first: 0, last: 9 }, thresholdPct: 0.4 }
  expect([shownIndex(open), isShownHot(open)]).toEqual([3, false])
  expect(shownIndex({ items: down, view: { first: 5, last: 9 } })).toBe(-1)
  expect(shownIndex({ items: [], view: undefined })).toBe(-1)
})
