import { describe, expect, it } from 'vitest'
import {
  DEFAULT_VIEW,
  rangeFault,
  readHistoryView,
  timeRange,
  writeHistoryView,
} from './history-view'

const NOW = Date.parse('2025-11-19T12:47:00Z')
const HOUR_MS = 3_600_000

describe(readHistoryView, () => {
  it('[HP1] an address is read as it was written; nonsense is the default', () => {
    const query =
      '?pair=ICP_USDT:Binance:Bybit&range=own&from=2025-11-08T12%3A00%3A00Z&zone=Asia%2FTokyo&spread=buy2_sell1'
    const view = readHistoryView(new URLSearchParams(query))
    expect(view).toMatchObject({ pair: 'ICP_USDT:Binance:Bybit', range: 'own', to: '' })
    expect(readHistoryView(new URLSearchParams(writeHistoryView(view)))).toEqual(view)
    const wrong = 'pair=x&range=year&zone=Nowhere&spread=ask&from=soon&to=2025-13-01T00:00Z'
    expect(readHistoryView(new URLSearchParams(wrong))).toEqual(DEFAULT_VIEW)
    expect(writeHistoryView(DEFAULT_VIEW)).toBe('')
  })
})

describe(rangeFault, () => {
  it('[HP2] an own range that does not begin before its end says which field is wrong', () => {
    const own = { range: 'own', from: '2025-11-08T12:00:00Z', to: '2025-11-08T13:00:00Z' } as const
    expect(rangeFault(own, NOW)).toBeUndefined()
    expect(rangeFault({ ...own, from: '' }, NOW)).toBeUndefined()
    expect(rangeFault({ ...own, to: '' }, NOW)).toBeUndefined()
    expect(rangeFault({ ...own, to: own.from }, NOW)).toBe('“from” must be before “to”.')
    expect(rangeFault({ ...own, range: 'day', to: own.from }, NOW)).toBeUndefined()
    const later = { ...own, from: '2025-11-20T12:00:00Z', to: '' }
    expect(rangeFault(later, NOW)).toBe('“from” is later than now.')
  })
})

describe(timeRange, () => {
  it('[HP2] ranges end now and go on; an own one with an end stands still', () => {
    const own = { range: 'own', from: '2025-11-08T12:00:00Z', to: '' } as const
    expect(timeRange({ ...own, range: '6h' }, NOW, undefined)).toEqual({
      ...{ fromMs: NOW - 6 * HOUR_MS, toMs: NOW, isLive: true, isSliding: true },
    })
    expect(timeRange({ ...own, range: 'all' }, NOW, '2025-11-01')).toEqual({
      ...{ fromMs: Date.parse('2025-11-01'), toMs: NOW, isLive: true, isSliding: false },
    })
    expect(timeRange(own, NOW, undefined)).toMatchObject({
      ...{ toMs: NOW, isLive: true, isSliding: false },
    })
    expect(timeRange({ ...own, to: '2025-11-08T13:00:00Z' }, NOW, undefined)).toEqual({
      fromMs: Date.parse(own.from),
      toMs: Date.parse('2025-11-08T13:00:00Z'),
      isLive: false,
      isSliding: false,
    })
  })
})
