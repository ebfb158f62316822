import { expect, it } from 'vitest'
import { gridShape } from './use-columns'
import { drawnPlaces, visibleRows } from './visible-rows'

it('[BG4] only the rows in view and one around them are drawn, of 2,000 pairs as of 20', () => {
  expect(visibleRows({ top: 0, height: 800 }, 262, 667)).toEqual({ first: 0, end: 5 })
  expect(visibleRows({ top: 100_000, height: 800 }, 262, 667)).toEqual({ first: 380, end: 386 })
  expect(visibleRows({ top: 174_000, height: 800 }, 262, 667)).toEqual({ first: 663, end: 667 })
  expect(visibleRows({ top: 9_999_999, height: 800 }, 262, 4)).toEqual({ first: 4, end: 4 })
  expect(visibleRows({ top: 0, height: 0 }, 262, 0)).toEqual({ first: 0, end: 0 })
})

it('[BG5] columns fit the width until a person chooses; a phone has one', () => {
  expect([390, 640, 1_100, 1_700].map((width) => gridShape('auto', width).columns)).toEqual([
    1, 2, 3, 4,
  ])
  expect(gridShape('4', 1_000).columns).toBe(4)
  expect(gridShape('4', 390)).toEqual({ columns: 1, rowHeight: 270 })
})

it('[BG16] the card with the focus is drawn wherever it is, in its order', () => {
  expect(drawnPlaces(6, 9, undefined)).toEqual([6, 7, 8])
  expect(drawnPlaces(6, 9, 7)).toEqual([6, 7, 8])
  expect(drawnPlaces(6, 9, 1)).toEqual([1, 6, 7, 8])
  expect(drawnPlaces(6, 9, 9)).toEqual([6, 7, 8, 9])
})
