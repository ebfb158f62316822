import { expect, it } from 'vitest'
import { soundRows } from './sound-rows'

const START = Date.UTC(2025, 10, 8)

type Row = [offsetMs: number, bid: number, ask: number]

function rowsOf(...rows: Row[]) {
  const column = (at: 0 | 1 | 2) => Float64Array.from(rows, (row) => row[at])
  return { timeMs: column(0).map((offset) => START + offset), bid: column(1), ask: column(2) }
}

it('[LK9] leaves out what is no quote, by the rule of the live feed', () => {
  const bad = [
    ...([
      [1, 102, 101],
      [2, NaN, 101],
      [3, 100, NaN],
      [4, 0, 1],
    ] as const),
    ...([
      [5, -1, 1],
      [6, Infinity, Infinity],
      [NaN, 1, 1],
      [-1e15, 1, 1],
    ] as const),
  ].map(([at, bid, ask]): Row => [at, bid, ask])
  const { columns, rejectedRows } = soundRows(rowsOf([0, 100, 101], ...bad, [8, 7, 7]))
  expect(columns).toEqual(rowsOf([0, 100, 101], [8, 7, 7]))
  expect(rejectedRows).toBe(8)
})

it('[LK9] puts rows into time order, those of equal times in the order in which they came', () => {
  const { columns, rejectedRows } = soundRows(
    rowsOf([5, 1, 1], [3, 2, 2], [5, 3, 3], [1, 4, 4], [3, 5, 5]),
  )
  expect(columns).toEqual(rowsOf([1, 4, 4], [3, 2, 2], [3, 5, 5], [5, 1, 1], [5, 3, 3]))
  expect(rejectedRows).toBe(0)
})

it('[LK9] of no rows makes none', () => {
  expect(soundRows(rowsOf())).toEqual({ columns: rowsOf(), rejectedRows: 0 })
})
