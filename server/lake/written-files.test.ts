import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTicks, parseIsoTime } from '@/lib/protocol/iso-time'
import { LakeFixture, type FixtureQuote } from '../testing/lake-fixture'
import { readLeg } from './testing/read-leg'

const START = Date.UTC(2025, 10, 8, 12)

let lake: LakeFixture
beforeAll(async () => {
  lake = await LakeFixture.make()
})
afterAll(() => lake[Symbol.asyncDispose]())

/** Ticks apart so that the fraction has all of its seven digits, prices with up to ten. */
function manyQuotes(rows: number, scale: number): FixtureQuote[] {
  return Array.from({ length: rows }, (_, at) => {
    const bid = Math.round(((at * 7_919) % 99_991) * 1_234_567 + 1) / scale
    const ask = Math.round((bid + 0.5) * scale) / scale
    return [addTicks(START + at, (at * 6_131) % 10_000), bid, ask]
  })
}

describe('files as the C# program writes them', () => {
  it.each([1, 1e2, 1e5, 1e8])(
    '[LK1][LK2][LK4] are read to the last bit (prices in units of 1 / %d)',
    async (scale) => {
      const quotes = manyQuotes(1_000, scale)
      await lake.write(`X${scale}`, 'BTC/USDT', quotes)
      const read = await readLeg(lake.root, `X${scale}`, 'BTC_USDT')
      expect(read.skipped).toEqual([])
      expect(read.quotes).toEqual(quotes)
    },
  )

  it('[LK1][LK4] have the types of the contract, and DuckDB reads the same in them', async () => {
    const quotes = manyQuotes(1_000, 1e4)
    const file = await lake.write('Duck', 'BTC/USDT', quotes)
    const duck = await lake.duck()
    const schema = await duck.runAndReadAll(
      `SELECT name, type, type_length, converted_type FROM parquet_schema('${lake.path(file)}')`,
    )
    expect(
      schema
        .getRows()
        .slice(1)
        .map((row) => row.filter(Boolean).map(String).join(' ')),
    ).toEqual([
      'Timestamp INT96',
      ...['BestBid', 'BestAsk', 'SpreadPercentage', 'MinVolume', 'MaxVolume'].map(
        (name) => `${name} FIXED_LEN_BYTE_ARRAY 12 DECIMAL`,
      ),
      'Exchange BYTE_ARRAY UTF8',
      'Symbol BYTE_ARRAY UTF8',
    ])
    const rows = await duck.runAndReadAll(
      `SELECT strftime(Timestamp, '%Y-%m-%dT%H:%M:%S.%fZ') t, BestBid::VARCHAR, BestAsk::VARCHAR,
        Exchange, Symbol FROM read_parquet('${lake.path(file)}', hive_partitioning = false)`,
    )
    const found = rows.getRows().map(([time, bid, ask, ...names]) => {
      // DuckDB keeps microseconds only.
      return [Math.floor(parseIsoTime(String(time))), Number(bid), Number(ask), ...names]
    })
    const written = quotes.map(([time, ...prices]) => [Math.floor(time), ...prices])
    expect(found).toEqual(written.map((row) => [...row, 'Duck', 'BTC/USDT']))
  })

  it('[LK1] a price with more digits makes its column a DOUBLE, and is read to the last bit', async () => {
    const quotes: FixtureQuote[] = [
      [START, 1.2345e-8, 1.234567e-8],
      [START + 1, 1 / 3, 0.5],
      [START + 2, 1e14 + 1 / 64, 1e15],
    ]
    await lake.write('Fine', 'SHIBUSDT', quotes)
    expect((await readLeg(lake.root, 'Fine', 'SHIB/USDT')).quotes).toEqual(quotes)
  })
})

describe('files of DuckDB', () => {
  const TEXTS = ['0.1', '989817.9501196359', '16123456.1234567891', '54121419477199.63', '7']

  it.each([
    ['INT32 decimals', 'DECIMAL(9,4)', ['0.0007', '99999.9999', '7']],
    ['INT64 decimals', 'DECIMAL(18,8)', ['0.1', '989817.95011963', '9999999999.99999999']],
    ['FLBA decimals', 'DECIMAL(28,10)', TEXTS],
    ['long decimals', 'DECIMAL(38,18)', ['0.100000000000000006', '16123456.123456789123456789']],
    ['doubles', 'DOUBLE', TEXTS],
    ['floats', 'FLOAT', ['0.1', '16123456.1234567891']],
    ['integers', 'BIGINT', ['7', '123456789012']],
    ['small integers', 'UTINYINT', ['7', '255']],
    ['text', 'VARCHAR', TEXTS],
    ['text with quotes', 'VARCHAR', ['"0.1"', ' "989817.9501196359"', '1e-7']],
  ])('[LK5] prices as %s are read to the last digit', async (name, type, texts) => {
    const values = texts.map((text, at) => {
      const time = `TIMESTAMP '2025-11-08 12:00:00' + INTERVAL ${at} SECONDS`
      return `SELECT ${time} AS "Timestamp", '${text}'::${type} AS BestBid, '${text}'::${type} AS BestAsk`
    })
    const exchange = name.replaceAll(' ', '')
    await lake.select(lake.fileFor(exchange, 'A_B', START), values.join(' UNION ALL '))
    const read = await readLeg(lake.root, exchange, 'AB')
    const nearest = texts.map((text) => {
      const price = Number(text.replaceAll(/["\s]/g, ''))
      return type === 'FLOAT' ? Math.fround(price) : price
    })
    expect(read.skipped).toEqual([])
    expect(read.quotes.map(([, bid, ask]) => [bid, ask])).toEqual(
      nearest.map((price) => [price, price]),
    )
  })

  const DIGITS = '2025-11-08T12:34:56.1234567'
  it.each([
    ['TIMESTAMP_NS', '2025-11-08T12:34:56.123456700', DIGITS],
    ['TIMESTAMP', '2025-11-08T12:34:56.123456', '2025-11-08T12:34:56.123456'],
    ['TIMESTAMP_MS', '2025-11-08T12:34:56.123', '2025-11-08T12:34:56.123'],
    ['TIMESTAMP_S', '2025-11-08T12:34:56', '2025-11-08T12:34:56'],
    ['TIMESTAMPTZ', '2025-11-08T14:34:56.123456+02:00', '2025-11-08T12:34:56.123456'],
  ])('[LK6] times as %s are those of the live decoder', async (type, written, live) => {
    const exchange = `T${type.replaceAll('_', '')}`
    await lake.select(
      lake.fileFor(exchange, 'A_B', START),
      `SELECT '${written}'::${type} AS "Timestamp", 1.5 AS BestBid, 2.5 AS BestAsk`,
    )
    const read = await readLeg(lake.root, exchange, 'AB')
    expect(read.quotes).toEqual([[parseIsoTime(live), 1.5, 2.5]])
  })
})
