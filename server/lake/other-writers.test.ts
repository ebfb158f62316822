import { existsSync, readdirSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { scanQuotes } from './scan-quotes'
import { LakeFixture } from '../testing/lake-fixture'
import { readLeg } from './testing/read-leg'

const FILES = path.resolve('../shared/data/parquet')
const START = Date.UTC(2025, 10, 8, 12)

it.skipIf(!existsSync(FILES))('[LK17] files of other writers are refused by column', async () => {
  await using lake = await LakeFixture.make()
  for (const [at, name] of readdirSync(FILES).entries()) {
    const file = lake.fileFor('X', 'A/B', START + at * 1_000)
    await mkdir(path.dirname(lake.path(file)), { recursive: true })
    await copyFile(path.join(FILES, name), lake.path(file))
  }
  const { skipped, filesRead } = await readLeg(lake.root, 'X', 'AB')
  expect(filesRead).toBe(0)
  expect(skipped.map(({ reason }) => reason)).toEqual(
    readdirSync(FILES).map(() => 'no column Timestamp'),
  )
})

it.skipIf(!existsSync(FILES)).each([
  ['alltypes.snappy.parquet', 'timestamp_col', 'double_col', Date.UTC(2009, 2, 1), 0],
  ['timestamp_micros.parquet', 'time', undefined, Date.UTC(2022, 11, 23, 11, 43, 49) + 0.01, NaN],
  [
    'test-types-with-decimal.parquet',
    'datetime_field',
    'numeric_field',
    Date.UTC(2020, 2, 2, 21, 13, 31, 456),
    1234.56,
  ],
  [
    'datetime_other_system.parquet',
    'as_at_date_',
    'USD Index',
    Date.UTC(2018, 11, 14),
    368.91858785,
  ],
] as const)('[LK17] the values of %s are read', async (name, time, price, timeMs, value) => {
  const kind = name.includes('decimal') ? 'decimal' : 'number'
  const bid = { name: price ?? time, kind } as const
  const rows = await scanQuotes([
    { path: path.join(FILES, name), columns: { time, bid, ask: bid }, rows: 1 },
  ])
  expect(rows.timeMs[0]).toBe(timeMs)
  if (price !== undefined) expect(rows.bid[0]).toBe(value)
})
