import { expect, it } from 'vitest'
import { emptyScreener, filtersOn, nearestQuestion, nearestWords } from './empty-screener'
import { DEFAULT_VIEW } from './screener-view'
import { rowOf } from './testing/screener-rows'

it('[SN14] an empty table names every filter that is on, and how to take each away', () => {
  const view = {
    ...DEFAULT_VIEW,
    ...{ search: ' btc ', fresh: true, favourites: true },
    min: [{ column: 'afterFeesPct' as const, min: 5 }],
  }
  expect(emptyScreener(view, 2_014)).toEqual({
    title:
      'No pair has a star and matches “btc” and has two fresh legs and has After fees ≥ +5.000 %',
    detail: '2\u202f014 pairs are known. F on a row gives it a star.',
  })
  expect(filtersOn(view, 3).map(({ words }) => words)).toEqual([
    ...['Remove the minimums', 'Clear the search', 'Stale legs as well', 'Not only favourites'],
    'Those that are probably not the same asset',
  ])
  expect(emptyScreener(DEFAULT_VIEW, 0).title).toBe('No pair yet')
})

it('[SN14] the nearest figure is that of the first minimum', () => {
  const filters = [{ column: 'edgePct' as const, min: 5 }]
  expect(nearestQuestion({ filters, search: 'x' })).toEqual({
    column: 'edgePct',
    question: {
      ...{ search: 'x', filters: [], limit: 1 },
      sort: [{ column: 'edgePct', direction: 'desc' }],
    },
  })
  expect(nearestQuestion({ search: 'x' })).toBeUndefined()
  expect(nearestWords(rowOf('PIE_USDT', { edgePct: 0.671 }), 'edgePct')).toBe(
    'The most of Edge now has PIE on Binance and Bybit: +0.671 %.',
  )
  expect(nearestWords(undefined, 'edgePct')).toBe('No pair has a value of Edge just now.')
})
