import { expect, it } from 'vitest'
import { droppedColumn, gapAt, movedColumn } from './moved-column'
import type { ChoiceColumn } from './screener-columns'

const COLUMNS: readonly ChoiceColumn[] = ['spreadPct', 'edgePct', 'buyOn', 'spark']

it('[SN15] a column is moved by a place, and stops at the ends', () => {
  expect(movedColumn(COLUMNS, 'edgePct', -1)).toEqual(['edgePct', 'spreadPct', 'buyOn', 'spark'])
  expect(movedColumn(COLUMNS, 'spreadPct', -1)).toEqual(COLUMNS)
  expect(movedColumn(COLUMNS, 'symbol', 1)).toEqual(COLUMNS)
})

it('[SN15] a column that is dropped stands where the pointer was, in either direction', () => {
  const middles = [10, 20, 30, 40]
  expect([0, 15, 45].map((x) => gapAt(middles, x))).toEqual([0, 1, 4])
  expect(droppedColumn(COLUMNS, 'spark', 0)).toEqual(['spark', 'spreadPct', 'edgePct', 'buyOn'])
  expect(droppedColumn(COLUMNS, 'spreadPct', 3)).toEqual(['edgePct', 'buyOn', 'spreadPct', 'spark'])
  expect(droppedColumn(COLUMNS, 'edgePct', 4)).toEqual(['spreadPct', 'buyOn', 'spark', 'edgePct'])
  expect(droppedColumn(COLUMNS, 'edgePct', 1)).toEqual(COLUMNS)
  expect(droppedColumn(COLUMNS, 'edgePct', 2)).toEqual(COLUMNS)
})
