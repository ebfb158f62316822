import { expect, it } from 'vitest'
import { LakeFixture } from '../testing/lake-fixture'
import { Lake } from './lake'
import { BATCH_ROWS, rowBatches } from './row-batches'

const HOUR = Date.UTC(2025, 10, 8, 12)
const never = new AbortController().signal

it('[LK20] dense hours are cut into batches of files, and long files into rows', () => {
  const files = [BATCH_ROWS - 5, 5, 1, 2 * BATCH_ROWS + 3, 7].map((rows, name) => ({ name, rows }))
  expect(rowBatches(files)).toEqual([
    [files[0], files[1]],
    [files[2]],
    [{ name: 3, from: 0, rows: BATCH_ROWS }],
    [{ name: 3, from: BATCH_ROWS, rows: BATCH_ROWS }],
    [{ name: 3, from: 2 * BATCH_ROWS, rows: 3 }],
    [files[4]],
  ])
  expect(rowBatches([])).toEqual([])
})

it('[LK20] an hour of more rows than a batch is read whole, batch by batch', async () => {
  await using fixture = await LakeFixture.make()
  const total = 2 * BATCH_ROWS + 1_000
  await fixture.select(
    fixture.fileFor('X', 'A/B', HOUR),
    `SELECT make_timestamp(${HOUR}000 + i * 1000) AS "Timestamp", i + 1.0::DOUBLE AS BestBid,
       i + 2.0::DOUBLE AS BestAsk FROM range(${total}) t(i)`,
  )
  await fixture.put(fixture.fileFor('X', 'A/B', HOUR + 1), 'no parquet')
  let batches = 0
  const lake = new Lake({ root: fixture.root, freeMemory: () => batches++ })
  const leg = await lake.leg('X', 'A/B')
  const [hour] = await leg!.hours(HOUR, HOUR)
  const { columns, filesRead, skipped } = await leg!.read(hour!, never)
  expect([columns.timeMs.length, filesRead, skipped.length, batches]).toEqual([total, 1, 1, 6])
  const parts = await all(leg!.parts(hour!, never))
  expect(parts.map((part) => [part.columns.timeMs.length, part.untilMs - HOUR])).toEqual([
    [BATCH_ROWS, BATCH_ROWS],
    [BATCH_ROWS, 2 * BATCH_ROWS],
    [1_000, Infinity],
  ])
  const tail = await all(leg!.parts(hour!, never, HOUR + 2 * BATCH_ROWS - 2))
  expect(tail.map((part) => part.columns.timeMs.length)).toEqual([2, 1_000])
  expect(columns.timeMs.every((time, row) => time === HOUR + row)).toBe(true)
  expect(columns.bid.every((bid, row) => bid === row + 1)).toBe(true)
  expect(columns.ask.every((ask, row) => ask === row + 2)).toBe(true)
})

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
