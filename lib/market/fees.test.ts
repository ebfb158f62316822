import { expect, it } from 'vitest'
import { DEFAULT_FEES } from './default-fees'
import { knownTakersPct, makerPct, roundTripFeesPct, takerPct } from './fees'

it('[MK7] a round trip costs two takers on either exchange, percent', () => {
  expect(roundTripFeesPct({}, 'Binance', 'MEXC')).toBeCloseTo(0.3, 12)
  expect(roundTripFeesPct({ BINANCE: { takerPct: 0.03 } }, 'binance', 'Mexc')).toBeCloseTo(0.16, 12)
  expect(roundTripFeesPct({ MEXC: { takerPct: 0 } }, 'Binance', 'MEXC')).toBeCloseTo(0.2, 12)
})

it('[MK8] an unknown fee is unknown, never zero', () => {
  expect(takerPct({}, 'Kraken')).toBeUndefined()
  expect(roundTripFeesPct({}, 'Binance', 'Kraken')).toBeUndefined()
  expect(roundTripFeesPct({ KRAKEN: { makerPct: 0.1 } }, 'Binance', 'Kraken')).toBeUndefined()
  expect(roundTripFeesPct({ KRAKEN: { takerPct: 0.4 } }, 'Binance', 'Kraken')).toBeCloseTo(1, 12)
  expect(takerPct({}, 'constructor')).toBeUndefined()
  expect(knownTakersPct({ KRAKEN: { takerPct: 0.4 }, HTX: { makerPct: 0.2 } })).toEqual({
    ...Object.fromEntries(Object.entries(DEFAULT_FEES).map(([name, fee]) => [name, fee.takerPct])),
    KRAKEN: 0.4,
  })
})

it('[MK9] the fees of the eight exchanges are as published, with source and date', () => {
  expect(Object.keys(DEFAULT_FEES)).toHaveLength(8)
  for (const fees of Object.values(DEFAULT_FEES)) {
    expect(fees.source).toMatch(/^https:\/\//)
    expect(fees.date).toMatch(/^\d{4}-\d\d$/)
    expect(fees.market).toBe('spot')
  }
  expect(makerPct({}, 'MEXC')).toBe(0)
  expect(makerPct({ MEXC: { makerPct: 0.01 } }, 'MEXC')).toBe(0.01)
})
