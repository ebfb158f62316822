import { expect, it } from 'vitest'
import { isTermName } from '../market/terms'
import { SORT_COLUMNS } from './screener-columns'

it('[TERM4] every column of the screener has a term', () => {
  expect(SORT_COLUMNS.filter((column) => !isTermName(column))).toEqual([])
})
