import { describe, expect, it } from 'vitest'
import {
  dayOfFolder,
  hourFolder,
  hourOfFolder,
  isSpreadsFile,
  lakeFileName,
  lakeSymbolIdentity,
  partitionValue,
} from './partition'

const TIME = Date.UTC(2025, 10, 8, 7, 5, 9, 12)

describe('names of the lake', () => {
  it('[LK3] are those of the C# program', () => {
    expect(hourFolder('Binance', 'BTC/USDT', TIME)).toBe(
      'exchange=Binance/symbol=BTC#USDT/date=2025-11-08/hour=07',
    )
    expect(lakeFileName('spreads', TIME, 34)).toBe('spreads-05-09.0120034.parquet')
    expect(lakeFileName('trades', TIME - 12, 0)).toBe('trades-05-09.0000000.parquet')
  })

  it.each([
    'spreads-05-09.0120034.parquet',
    'spreads-00-00.0.parquet',
    'spreads-05-09.parquet',
    'spreads-05-09.0120034-1.parquet',
  ])('[LK3] %s holds quotes', (name) => expect(isSpreadsFile(name)).toBe(true))

  it.each([
    'trades-05-09.0120034.parquet',
    'spreads-05-09.0120034.parquet.tmp',
    'spreads-05-09.0120034.tmp.parquet',
    '.spreads-05-09.0120034.parquet',
    'spreads-05-09.0120034.parquet~',
    'spreads-05-09.0120034 (copy).parquet',
    'spreads-.parquet',
    'spreads.parquet',
    '_SUCCESS',
  ])('[LK3] %s does not', (name) => expect(isSpreadsFile(name)).toBe(false))

  it('[LK3] folders of others are none of the lake', () => {
    expect(partitionValue('exchange', 'exchange=MEXC')).toBe('MEXC')
    for (const folder of ['exchange=', 'exchange', 'Exchange=MEXC', 'symbol=X', '.exchange=X']) {
      expect(partitionValue('exchange', folder)).toBeUndefined()
    }
    expect(dayOfFolder('date=2025-11-08')).toBe(Date.UTC(2025, 10, 8))
    for (const date of ['2025-02-31', '2025-13-01', '2025-11-8', '20251108', '0x10-01-01', '']) {
      expect(dayOfFolder(`date=${date}`)).toBeUndefined()
    }
    expect(['00', '7', '23'].map((hour) => hourOfFolder(`hour=${hour}`))).toEqual([0, 7, 23])
    for (const hour of ['24', '007', '-1', '1.5', 'x', ' 7']) {
      expect(hourOfFolder(`hour=${hour}`)).toBeUndefined()
    }
  })

  it('[LK10] all spellings of a symbol are one', () => {
    const spellings = ['BTCUSDT', 'BTC_USDT', 'BTC/USDT', 'BTC#USDT', 'btc-usdt']
    expect(new Set(spellings.map(lakeSymbolIdentity))).toEqual(new Set(['BTCUSDT']))
  })
})
