import { describe, expect, it } from 'vitest'
import { orderRows } from './order-rows'

const ROWS = 2_000

function lehmer(seed: number): () => number {
  let draw = seed
  return () => (draw = (draw * 48_271) % 0x7fffffff) / 0x7fffffff
}

function expectOrder(keys: Float64Array[], from: number, to: number): void {
  const rows = Int32Array.from({ length: keys[0]!.length }, (_, row) => row)
  const plain = [...rows].sort((a, b) => {
    const key = keys.find((each) => each[a] !== each[b])
    return key === undefined ? 0 : key[a]! < key[b]! ? -1 : 1
  })
  orderRows(rows, keys, from, to)
  expect([...rows.slice(from, to)]).toEqual(plain.slice(from, to))
  expect([...rows].sort((a, b) => a - b)).toEqual([...plain].sort((a, b) => a - b))
}

describe(orderRows, () => {
  it('[SCN15] puts the rows in view where a whole sort would', () => {
    const random = lehmer(7)
    const unique = Float64Array.from({ length: ROWS }, (_, row) => row).sort(() => random() - 0.5)
    for (const distinct of [1, 3, 50, ROWS]) {
      const first = Float64Array.from(unique, () => Math.floor(random() * distinct))
      const missing = first.map((value) => (value % 3 === 0 ? Infinity : value))
      for (const from of [0, 1, 777, ROWS - 1]) {
        expectOrder([first, missing, unique], from, Math.min(ROWS, from + 50))
        expectOrder([missing, unique], from, Math.min(ROWS, from + 1))
      }
    }
    expectOrder([unique], 0, ROWS)
    expectOrder([unique], 5, 5)
    expectOrder([new Float64Array(0)], 0, 0)
  })

  it('[SCN15] takes no longer for rows that stand in order, the other way round or in a trap', () => {
    const up = Float64Array.from({ length: ROWS }, (_, row) => row)
    const down = up.map((value) => -value)
    // Organ pipes: the median of three is a bad guess at each split.
    const pipes = up.map((value) => (value < ROWS / 2 ? 2 * value : 2 * (ROWS - value) - 1))
    for (const key of [up, down, pipes]) expectOrder([key, up], ROWS - 60, ROWS)
  })
})
