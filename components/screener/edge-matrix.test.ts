import { expect, it } from 'vitest'
import { edgeMatrix } from './edge-matrix'
import { rowOf } from './testing/screener-rows'

it('[SN7] the matrix has both directions of every pair after fees: row buys, column sells', () => {
  const matrix = edgeMatrix([
    rowOf('STRK', { edgePct: 0.5, reverseEdgePct: -0.6, afterFeesPct: 0.1, buyOn: 2 }),
    rowOf('STRK', { edgePct: 0.3, reverseEdgePct: -0.4, afterFeesPct: null, buyOn: 1 }, [
      ...(['Binance', 'aevo'] as const),
    ]),
    rowOf('STRK', { edgePct: null, reverseEdgePct: null, afterFeesPct: null, buyOn: null }, [
      ...(['Bybit', 'aevo'] as const),
    ]),
  ])
  expect(matrix.exchanges).toEqual(['aevo', 'Binance', 'Bybit'])
  expect(matrix.cell('Bybit', 'Binance')).toMatchObject({ afterFeesPct: 0.5 - 0.4, isBest: true })
  expect(matrix.cell('Binance', 'Bybit')?.afterFeesPct).toBeCloseTo(-1, 12)
  expect(matrix.cell('Binance', 'aevo')).toMatchObject({ words: 'unknown', isBest: true })
  expect(matrix.cell('aevo', 'Bybit')).toMatchObject({ words: 'no value' })
  expect(matrix.cell('Bybit', 'Bybit')).toBeUndefined()
})
