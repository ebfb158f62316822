import { expect, it } from 'vitest'
import { emptyScreener, filtersOn, nearestQuestion, nearestWords } from './empty-screener'
import { DEFAULT_VIEW } from './screener-view'
import { rowOf } from './testing/screener-rows'

it('[SN14] an empty table names every filter that is on, and how to take each away', () => {
  const view = {
    ...DEFAULT_VIEW,
    ...{ search: ' btc ', fresh: true, favourites: true },
    min: [{ column: 'afterFeesPct' as const, value: 5, absolute: false }],
    max: [{ column: 'age1Ms' as const, value: 900, absolute: false }],
  }
  expect(emptyScreener(view, 2_014)).toEqual({
    title:
      'No pair has a star and matches “btc” and has two fresh legs and has After fees ≥ +5.000 % ' +
      'and has Age 1 ≤ 900 ms',
    detail: '2\u202f014 pairs are known. Press f on a row to give it a star.',
  })
  expect(filtersOn(view, 3).map(({ words }) => words)).toEqual([
    ...[
      'Remove the least and the most',
      'Clear the search',
      'Stale legs as well',
      'Not only favourites',
    ],
    'Those that are probably not the same asset',
  ])
  expect(emptyScreener(DEFAULT_VIEW, 0).title).toBe('No pair yet')
})

it('[SN14] the nearest figure is that of the first minimum', () => {
  const filters = [{ column: 'edgePct' as const, min: 5 }]
  expect(nearestQuestion({ filters, search: 'x' })).toEqual({
    ...{ column: 'edgePct', isLeast: false },
    question: {
      ...{ search: 'x', filters: [], limit: 1 },
      sort: [{ column: 'edgePct', direction: 'desc', absolute: false }],
    },
  })
  expect(nearestQuestion({ search: 'x' })).toBeUndefined()
  const most = { column: 'edgePct', isLeast: false } as const
  const old = nearestQuestion({ filters: [{ column: 'age1Ms', max: 9 }] })
  expect(old?.question.sort).toEqual([{ column: 'age1Ms', direction: 'asc', absolute: false }])
  expect(
    nearestWords(rowOf('PIE_USDT', { age1Ms: 300 }), { column: 'age1Ms', isLeast: true }),
  ).toMatch(/^The least of Age 1.* now has PIE on Binance and Bybit: 0.3 s\.$/)
  expect(nearestWords(rowOf('PIE_USDT', { edgePct: 0.671 }), most)).toBe(
    'The most of Edge now has PIE on Binance and Bybit: +0.671 %.',
  )
  expect(nearestWords(undefined, most)).toBe('No pair has a value of Edge just now.')
})
