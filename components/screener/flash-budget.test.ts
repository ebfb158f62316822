import { expect, it } from 'vitest'
import { FlashBudget } from './flash-budget'
import { rowOf } from './testing/screener-rows'

const ALL = () => true

function byPair(rows: readonly ReturnType<typeof rowOf>[]) {
  return new Map(rows.map((row) => [row.pair, row]))
}

it('[SN5] the largest changes in view flash, at most four a second', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
  const before = byPair(names.map((symbol) => rowOf(symbol, { spreadPct: 0 })))
  const news = names.map((symbol, at) => rowOf(symbol, { spreadPct: (at + 1) / 10 }))
  const flashing = (rows: readonly ReturnType<typeof rowOf>[]) =>
    rows.filter(({ flash }) => flash !== undefined).map(({ symbol }) => symbol)
  const budget = new FlashBudget()
  const inView = (pair: string) => !pair.startsWith('G')
  expect(flashing(budget.mark(news, before, inView, 0))).toEqual(['C', 'D', 'E', 'F'])
  expect(flashing(budget.mark(news, before, ALL, 999))).toEqual([])
  expect(flashing(budget.mark(news, before, ALL, 1_000))).toEqual(['D', 'E', 'F', 'G'])
})

it('[SN5] a first value, a change that is not seen and a missing one do not flash; a fall falls', () => {
  const budget = new FlashBudget()
  const before = byPair([rowOf('A', { spreadPct: 1 }), rowOf('B', { spreadPct: 1 })])
  const news = [
    rowOf('A', { spreadPct: 1.0004 }),
    rowOf('B', { spreadPct: 0.5 }),
    rowOf('C', { spreadPct: 2 }),
  ]
  const [first, second, third] = budget.mark(news, before, ALL, 0)
  expect([first?.flash, third?.flash]).toEqual([undefined, undefined])
  expect(second?.flash).toEqual({ column: 'spreadPct', isUp: false, serial: 1, atMs: 0 })
  const again = budget.mark([rowOf('B', { spreadPct: null })], byPair([second!]), ALL, 10)
  // The one it had goes on to its end.
  expect(again[0]?.flash).toBe(second?.flash)
  const later = budget.mark([rowOf('B', { spreadPct: null })], byPair([second!]), ALL, 600)
  expect(later[0]?.flash).toBeUndefined()
})
