import { utimes } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { Lake } from './lake'
import { LakeFixture, type FixtureQuote } from '../testing/lake-fixture'

const DAY_MS = 86_400_000
const START = Date.UTC(2025, 10, 8, 12)

function quotesAt(timeMs: number, rows: number): FixtureQuote[] {
  return Array.from({ length: rows }, (_, at) => [timeMs + at, 100, 101])
}

it('[LK12] pairs are symbols that two exchanges have on one day', async () => {
  await using lake = await LakeFixture.make()
  await lake.write('OKX', 'BTC/USDT', quotesAt(START, 3))
  await lake.write('OKX', 'BTC/USDT', quotesAt(START + DAY_MS, 4))
  await lake.write('Bybit', 'BTCUSDT', quotesAt(START, 5))
  await lake.write('Bybit', 'BTC-USDT', quotesAt(START + DAY_MS, 6))
  await lake.write('Bybit', 'BTC-USDT', quotesAt(START + 2 * DAY_MS, 7))
  await lake.write('Binance', 'BTCUSDT', quotesAt(START + 2 * DAY_MS, 8))
  // Alone, on different days, or not of quotes.
  await lake.write('Bybit', 'ETHUSDT', quotesAt(START, 1))
  await lake.write('OKX', 'ADAUSDT', quotesAt(START, 1))
  await lake.write('Bybit', 'ADAUSDT', quotesAt(START + DAY_MS, 1))
  await lake.put('exchange=OKX/symbol=ETHUSDT/date=2025-11-08/hour=12/trades-00-00.0.parquet', 'x')
  await lake.put('exchange=OKX/symbol=A:B/date=2025-11-08/hour=12/spreads-00-00.0.parquet', 'x')

  const bytes: unknown = expect.any(Number)
  const { pairs, ...all } = await new Lake({ root: lake.root }).pairs()
  expect(pairs).toEqual([
    {
      ...{ symbol: 'BTC_USDT', exchange1: 'Binance', exchange2: 'Bybit', days: 1 },
      ...{ first: '2025-11-10', last: '2025-11-10', rows: 8 + 18, bytes },
    },
    {
      ...{ symbol: 'BTC_USDT', exchange1: 'Bybit', exchange2: 'OKX', days: 2 },
      ...{ first: '2025-11-08', last: '2025-11-09', rows: 18 + 7, bytes },
    },
  ])
  expect(all).toMatchObject({ files: 9, rows: 36 })
  expect(all.bytes).toBeGreaterThan(pairs[0]!.bytes)
})

it('[LK12] pairs are seen anew each time, with the footers of before', async () => {
  await using folder = await LakeFixture.make()
  const lake = new Lake({ root: folder.root })
  expect(await lake.pairs()).toEqual({ pairs: [], files: 0, rows: 0, bytes: 0 })
  await folder.write('OKX', 'BTC/USDT', quotesAt(START, 3))
  await folder.write('Bybit', 'BTC/USDT', quotesAt(START, 3))
  expect((await lake.pairs()).pairs).toHaveLength(1)
  expect(lake.footersKept).toBe(2)
  await folder.put(folder.fileFor('OKX', 'BTC/USDT', START), 'rubbish')
  expect((await lake.pairs()).pairs).toEqual([])
  lake.freeCaches()
  expect(lake.footersKept).toBe(0)
  expect(await new Lake({ root: folder.path('nowhere') }).pairs()).toMatchObject({ pairs: [] })
})

it('[LK19] totals of a day are kept until a file comes or goes, and listing can be cancelled', async () => {
  await using fixture = await LakeFixture.make()
  const first = await fixture.write('OKX', 'BTCUSDT', quotesAt(START, 3))
  await fixture.write('Bybit', 'BTCUSDT', quotesAt(START, 3))
  const longAgo = new Date(START)
  const hour = path.dirname(fixture.path(first))
  await utimes(hour, longAgo, longAgo)
  const lake = new Lake({ root: fixture.root })
  expect((await lake.pairs()).rows).toBe(6)
  // No footer is read again: it would be missed.
  await fixture.put(first, 'no parquet')
  expect((await lake.pairs()).rows).toBe(6)
  await fixture.write('OKX', 'BTCUSDT', quotesAt(START + 60_000, 4))
  expect((await lake.pairs()).rows).toBe(7)
  await expect(lake.pairs(AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
})
