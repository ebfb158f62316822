import { describe, expect, it } from 'vitest'
import { type Instrument, LiveInstrument } from '@/lib/spread/instrument'
import { ExchangeMeter, MAX_EXCHANGES } from './exchange-meter'

const NOW_MS = 1_762_603_200_000
const TOLERANCE_MS = 2_000

/** Every instrument that has quoted has done so twice. */
function takeQuoteCount({ timeMs }: Instrument): number {
  return Number.isNaN(timeMs) ? 0 : 2
}

/** An instrument whose latest quote arrived so long ago, and was so late then. */
function quoted(exchange: string, symbol: string, ageMs: number, lateMs: number): LiveInstrument {
  const instrument = new LiveInstrument(exchange, symbol)
  instrument.take(NOW_MS - ageMs - lateMs, 100, 101, NOW_MS - ageMs)
  return instrument
}

describe(ExchangeMeter, () => {
  it('[IN16] reads an exchange from the latest quotes of its instruments', () => {
    const meter = new ExchangeMeter(TOLERANCE_MS, takeQuoteCount, 0)
    const okx = Array.from({ length: 101 }, (_, at) => quoted('OKX', `S${at}`, at * 30, at))
    const silent = new LiveInstrument('Bybit', 'BTC_USDT')
    const [first, second] = meter.read([silent, ...okx], 2_000, NOW_MS)
    expect(first).toEqual({
      exchange: 'OKX',
      symbols: 101,
      stale: 34,
      quotesPerSecond: 101,
      ageMedianMs: 1_500,
      ageP99Ms: 2_970,
      clockSkewMs: -50,
      rejected: 0,
      reasons: {},
    })
    expect(second).toMatchObject({
      ...{ exchange: 'Bybit', symbols: 1, stale: 0, quotesPerSecond: 0 },
      ...{ ageMedianMs: null, ageP99Ms: null, clockSkewMs: null },
    })
  })

  it('[IN16] counts rejects of the exchanges there are, and of no others', () => {
    const meter = new ExchangeMeter(TOLERANCE_MS, takeQuoteCount, 0)
    const instruments = [quoted('OKX', 'BTC_USDT', 0, 0)]
    meter.read(instruments, 1_000, NOW_MS)
    meter.reject('okx', 'crossed')
    meter.reject('OKX', 'crossed')
    meter.reject('OKX', 'late')
    meter.reject('Made up', 'crossed')
    const [okx, ...others] = meter.read(instruments, 2_000, NOW_MS)
    expect(okx).toMatchObject({ rejected: 3, reasons: { crossed: 2, late: 1 } })
    expect(others).toEqual([])
  })

  it('[IN16] tells of 64 exchanges, those with the most symbols', () => {
    const meter = new ExchangeMeter(TOLERANCE_MS, takeQuoteCount, 0)
    const many = Array.from({ length: 100 }, (_, at) => quoted(`E${at}`, 'BTC_USDT', 0, 0))
    const figures = meter.read([...many, quoted('E99', 'ETH_USDT', 0, 0)], 1_000, NOW_MS)
    expect(figures).toHaveLength(MAX_EXCHANGES)
    expect(figures[0]).toMatchObject({ exchange: 'E99', symbols: 2 })
  })
})
