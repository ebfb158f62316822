import { chmod, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { FooterCache, MAX_FOOTER_BYTES } from './footer-cache'
import { LakeFixture, type FixtureQuote } from '../testing/lake-fixture'
import { readLeg } from './testing/read-leg'

const START = Date.UTC(2025, 10, 8, 12)

function quotesFrom(minute: number, rows = 3): FixtureQuote[] {
  return Array.from({ length: rows }, (_, at) => [START + minute * 60_000 + at, 100 + at, 101 + at])
}

/** A lake with two good files, between which there is room for a bad one. */
async function twoFiles() {
  const lake = await LakeFixture.make()
  const first = await lake.write('X', 'A/B', quotesFrom(0))
  await lake.write('X', 'A/B', quotesFrom(2))
  return { lake, folder: path.dirname(first), between: lake.fileFor('X', 'A/B', START + 60_000) }
}

const TWO_FILES = [...quotesFrom(0), ...quotesFrom(2)]

describe('an hour of unlike files', () => {
  it('[LK7] is read as if they were alike', async () => {
    await using lake = await LakeFixture.make()
    await lake.write('X', 'A/B', quotesFrom(0))
    const others = [
      `1.5::DOUBLE AS BestAsk, 1.25::DECIMAL(9,4) AS BestBid, TIMESTAMP '2025-11-08 12:01' AS "Timestamp"`,
      `'x' AS more, TIMESTAMP_NS '2025-11-08 12:02' AS "Timestamp", '1.25' AS BestBid, '1.5' AS BestAsk`,
      `TIMESTAMPTZ '2025-11-08 12:03:00+00' AS timestamp, 1.25::FLOAT AS bestBid, 2::INT AS best_ask, NULL AS MinVolume`,
    ]
    for (const [at, columns] of others.entries()) {
      await lake.select(lake.fileFor('X', 'A/B', START + (at + 1) * 60_000), `SELECT ${columns}`)
    }
    const read = await readLeg(lake.root, 'X', 'AB')
    expect(read).toMatchObject({ skipped: [], filesRead: 4, rejectedRows: 0 })
    expect(read.quotes).toEqual([
      ...quotesFrom(0),
      ...[1.5, 1.5, 2].map((ask, at) => [START + (at + 1) * 60_000, 1.25, ask]),
    ])
  })

  it('[LK9] rejects rows without sound numbers, and is in time order though its files are not', async () => {
    await using lake = await LakeFixture.make()
    const [a, b, c] = quotesFrom(5)
    await lake.write('X', 'A/B', [a!, [START + 5 * 60_000, 9, 8], c!])
    await lake.put(lake.fileFor('X', 'A/B', START), await fileOf([b!, [START + 1, 1, 2]]))
    await lake.select(
      lake.fileFor('X', 'A/B', START + 1),
      `SELECT TIMESTAMP '2025-11-08 12:00' AS "Timestamp", unnest([NULL, 'NaN'::DOUBLE, 0, -1]) AS BestBid, 5.0::DOUBLE AS BestAsk`,
    )
    const read = await readLeg(lake.root, 'X', 'AB')
    expect(read).toMatchObject({ filesRead: 3, rejectedRows: 5, skipped: [] })
    expect(read.quotes).toEqual([[START + 1, 1, 2], a, b, c])
  })

  it('[LK3] is only what its quotes are', async () => {
    const { lake, folder } = await twoFiles()
    await using _ = lake
    const good = await readFile(lake.path(lake.fileFor('X', 'A/B', START)))
    for (const name of [
      'trades-00-00.0000000.parquet',
      'spreads-01-00.0000000.parquet.tmp',
      'spreads-01-00.tmp.parquet',
      'spreads-old.parquet',
      '.spreads-01-00.0000000.parquet',
      'readme.txt',
    ]) {
      await lake.put(`${folder}/${name}`, good)
    }
    await lake.put(`${folder}/more/spreads-01-00.0000000.parquet`, good)
    const read = await readLeg(lake.root, 'X', 'AB')
    expect(read).toMatchObject({ filesRead: 2, skipped: [], quotes: TWO_FILES })
  })

  it('[LK3] may lie where a pattern would find a meaning', async () => {
    await using outer = await LakeFixture.make()
    // Taken for a pattern, each of these names would find the folder `a` as well or instead.
    for (const name of ['a', '[ab]', '?', '*', '{a,b}', '[!b]']) {
      const lake = await LakeFixture.make(path.join(outer.root, name))
      const quotes = TWO_FILES.map(([time, bid, ask]): FixtureQuote => [
        time,
        bid,
        ask + name.length,
      ])
      await lake.write('X', 'A/B', quotes.slice(0, 3))
      await lake.write('X', 'A/B', quotes.slice(3))
      expect((await readLeg(lake.root, 'X', 'AB')).quotes).toEqual(quotes)
    }
  })

  it('[LK9] has quotes of one time in the order of their files', async () => {
    await using lake = await LakeFixture.make()
    for (const minute of [3, 1, 2]) {
      const file = lake.fileFor('X', 'A/B', START + minute * 60_000)
      await lake.put(file, await fileOf([[START, minute, minute]]))
    }
    const { quotes } = await readLeg(lake.root, 'X', 'AB')
    expect(quotes).toEqual([1, 2, 3].map((minute) => [START, minute, minute]))
  })
})

describe('a file that cannot be read', () => {
  it.each<[string, string, (file: string, good: Buffer) => Promise<void>]>([
    ['an empty one', 'empty', (file) => writeFile(file, '')],
    ['a text', 'no Parquet file, or truncated', (file) => writeFile(file, 'x'.repeat(5_000))],
    ['eight bytes', 'no Parquet file, or truncated', (file) => writeFile(file, 'PAR1PAR1')],
    [
      'one cut short',
      'no Parquet file, or truncated',
      async (file, good) => {
        await writeFile(file, good)
        await truncate(file, good.length - 100)
      },
    ],
    [
      'one whose beginning is gone',
      'truncated',
      (file, good) => writeFile(file, good.subarray(-20)),
    ],
    [
      'one with a footer of rubbish',
      'its footer cannot be read',
      (file, good) =>
        writeFile(file, Buffer.from(good).fill(0xff, good.length - 400, good.length - 8)),
    ],
    [
      'one with pages of rubbish',
      'cannot be read: ',
      (file, good) => writeFile(file, Buffer.from(good).fill(0xff, 4, 100)),
    ],
    ['a folder of its name', 'not a file', (file) => mkdir(file)],
    ['a link of its name', 'a link', (file) => symlink('/etc/passwd', file)],
    ['a broken link of its name', 'a link', (file) => symlink('nowhere', file)],
  ])('[LK8] costs itself only: %s', async (_name, reason, spoil) => {
    const { lake, between } = await twoFiles()
    await using _ = lake
    const good = await readFile(lake.path(lake.fileFor('X', 'A/B', START)))
    await spoil(lake.path(between), good)
    const read = await readLeg(lake.root, 'X', 'AB')
    expect(read.skipped).toEqual([{ file: between, reason: expect.stringContaining(reason) }])
    expect(read.skipped[0]!.reason).not.toContain(lake.root)
    expect(read).toMatchObject({ filesRead: 2, quotes: TWO_FILES })
  })

  it('[LK8] for want of a column is named with the column', async () => {
    const { lake, between } = await twoFiles()
    await using _ = lake
    await lake.select(between, `SELECT now() AS "Timestamp", true AS BestBid, 1 AS BestAsk`)
    const read = await readLeg(lake.root, 'X', 'AB')
    expect(read.skipped).toEqual([
      { file: between, reason: 'column BestBid is BOOLEAN, not a price' },
    ])
    expect(read.quotes).toEqual(TWO_FILES)
  })

  it.skipIf(process.getuid?.() === 0)('[LK8] for want of permission is named so', async () => {
    const { lake, between } = await twoFiles()
    await using _ = lake
    await lake.write('X', 'A/B', quotesFrom(1))
    await chmod(lake.path(between), 0)
    const read = await readLeg(lake.root, 'X', 'AB')
    expect(read.skipped).toEqual([{ file: between, reason: 'may not be read' }])
  })

  it('[LK8] may be every file of the hour', async () => {
    await using lake = await LakeFixture.make()
    const file = await lake.put(lake.fileFor('X', 'A/B', START), 'rubbish')
    const read = await readLeg(lake.root, 'X', 'AB')
    expect(read).toMatchObject({ quotes: [], filesRead: 0, skipped: [{ file }] })
  })
})

describe(FooterCache, () => {
  it('[LK18] refuses a footer of more than 4 MiB, and reads one of more than 8 KiB', async () => {
    await using lake = await LakeFixture.make()
    const trailer = Buffer.from([0, 0, 0, 0, ...Buffer.from('PAR1')])
    trailer.writeUInt32LE(MAX_FOOTER_BYTES + 1)
    const large = await lake.put('large', Buffer.concat([Buffer.alloc(5 * 1_024 * 1_024), trailer]))
    const footers = new FooterCache()
    expect(() => footers.read(lake.path(large))).toThrow('a footer of 41943')

    const names = Array.from({ length: 400 }, (_, at) => `1 AS a_column_of_many_${at}`).join(', ')
    const wide = `SELECT now() AS "Timestamp", 1 AS BestBid, 2 AS BestAsk, ${names}`
    const file = await lake.select(lake.fileFor('X', 'A/B', START), wide)
    expect(footers.read(lake.path(file))).toMatchObject({ rows: 1, shape: { columns: {} } })
  })

  it('[LK18] keeps footers until their file changes', async () => {
    await using lake = await LakeFixture.make()
    const file = lake.path(await lake.write('X', 'A/B', quotesFrom(0)))
    const footers = new FooterCache()
    const first = footers.read(file)
    expect(footers.read(file)).toBe(first)
    await lake.write('X', 'A/B', quotesFrom(0, 5))
    expect(footers.read(file)).toMatchObject({ rows: 5 })
    footers.clear()
    expect(footers.size).toBe(0)
  })
})

async function fileOf(quotes: readonly FixtureQuote[]): Promise<Buffer> {
  await using lake = await LakeFixture.make()
  return readFile(lake.path(await lake.write('X', 'A/B', quotes)))
}
