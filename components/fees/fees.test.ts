import { beforeEach, expect, it } from 'vitest'
import { feesFileText, readFeesFile } from './fees-file'
import { feesStore, resetFees, setOwnFee } from './fees-store'
import { feeWords, ownFeesSchema, readFee } from './own-fees'

beforeEach(() => resetFees())

it('[FE1] an own fee stands for one side of one exchange, however its name is spelled', () => {
  setOwnFee('Mexc', 'takerPct', 0.02)
  setOwnFee('MEXC', 'makerPct', 0)
  expect(feesStore.getState().own).toEqual({ MEXC: { takerPct: 0.02, makerPct: 0 } })
  setOwnFee('MEXC', 'takerPct', undefined)
  setOwnFee('MEXC', 'makerPct', undefined)
  expect(feesStore.getState().own).toEqual({})
})

it('[FE2] reads a fee as people write it, and refuses what is none', () => {
  expect(['0.05', '0,05', ' .05 ', '5e-2', '−0.01', '', '11', '-2', 'x'].map(readFee)).toEqual([
    ...[0.05, 0.05, 0.05, NaN, -0.01, undefined, NaN, NaN, NaN],
  ])
  expect([0.1, 0.0225, 0, -0.01, undefined].map(feeWords)).toEqual([
    ...['0.100', '0.0225', '0.000', '\u22120.010', 'unknown'],
  ])
})

it('[FE3] a file of fees reads back; what is wrong in one is named by its place', () => {
  const own = { BINANCE: { takerPct: 0.04 }, KRAKEN: { takerPct: 0.26, makerPct: 0.16 } }
  expect(readFeesFile(feesFileText(own))).toEqual({ own })
  const wrong = feesFileText(own).replace('0.26', '"much"')
  expect(readFeesFile(wrong)).toEqual({
    faults: [expect.stringContaining('fees.KRAKEN.takerPct: ')],
  })
  expect(readFeesFile('[')).toEqual({ faults: [expect.stringContaining('It is not JSON')] })
  expect(readFeesFile('{}')).toMatchObject({
    faults: expect.arrayContaining([expect.stringMatching(/^format: /)]),
  })
})

it('[FE4] names that are none and too many exchanges are not taken', () => {
  expect(ownFeesSchema.safeParse({ 'a b': { takerPct: 0 } }).success).toBe(false)
  expect(ownFeesSchema.safeParse({ MEXC: { takerBp: 1 } }).success).toBe(false)
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`X${at}`, {}]))
  expect(ownFeesSchema.safeParse(many).success).toBe(false)
})
