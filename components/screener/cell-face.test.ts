import { expect, it } from 'vitest'
import { isTermName } from '@/lib/market/terms'
import { SCREENER_COLUMNS, type ScreenerColumn } from '@/lib/protocol/screener-columns'
import { cellFace } from './cell-face'
import { COLUMN_FACES } from './screener-columns'
import { rowOf } from './testing/screener-rows'

const words = (column: ScreenerColumn, value: number | null) =>
  cellFace(rowOf('A', { [column]: value }), column).words

it('[SN8] figures have their signs, digits and units; missing is a word', () => {
  expect(words('spreadPct', -0.3794)).toBe('\u22120.379')
  expect(words('edgePct', 99_900.123)).toBe('+99900')
  expect(words('aboveSharePct', 3.46)).toBe('3.5 %')
  expect(words('analyzerSharePct', 0.128)).toBe('0.13 %')
  // One count of digits in a column, whatever its size.
  expect([words('pointsPerSecond', 4), words('pointsPerSecond', 41.26)]).toEqual(['4.0', '41.3'])
  expect(words('halfLifeS', 81)).toBe('1:21')
  expect(words('age1Ms', 1_300)).toBe('1.3 s')
  expect(words('skewMs', -290)).toBe('\u2212290 ms')
  expect(words('bandPosition', 1.06)).toBe('above the band')
  expect([words('halfLifeS', null), words('analyzerCycles', null)]).toEqual(['none', 'not listed'])
  for (const column of SCREENER_COLUMNS) expect(words(column, null)).toMatch(/^[a-z ]+$/)
})

it('[SN8] an edge without a known fee is unknown, never the edge itself', () => {
  const row = rowOf('A', { edgePct: 0.5, afterFeesPct: null })
  expect(cellFace(row, 'afterFeesPct')).toEqual({ words: 'unknown', tone: 'quiet' })
  expect(cellFace(rowOf('A', {}), 'afterFeesPct').words).toBe('no value')
})

it('[SN8] only a gain is green, beyond 0.4 % a spread is an excursion, the leg to buy has its colour', () => {
  const tone = (column: ScreenerColumn, value: number) =>
    cellFace(rowOf('A', { [column]: value }), column).tone
  expect([tone('afterFeesPct', 0.1), tone('afterFeesPct', -0.1)]).toEqual(['gain', 'quiet'])
  expect([tone('spreadPct', -0.41), tone('spreadPct', 0.4)]).toEqual(['hot', 'plain'])
  expect([tone('age2Ms', 2_000), tone('age2Ms', 2_001)]).toEqual(['mid', 'stale'])
  expect(cellFace(rowOf('A', { buyOn: 1 }), 'buyOn')).toEqual({ words: 'Binance', tone: 'leg1' })
})

it('[SN9] every column has a term to explain it, and its words contain those of its head', () => {
  for (const column of SCREENER_COLUMNS) {
    expect(isTermName(column), column).toBe(true)
    const { head, words: full } = COLUMN_FACES[column]
    const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9/%. ]/g, ' ')
    for (const word of letters(head).split(' ')) expect(letters(full), head).toContain(word)
  }
})
