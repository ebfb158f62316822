import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { LakeFixture } from '../testing/lake-fixture'
import { NO_WATCH } from './collection-watch'
import { FooterCache } from './footer-cache'
import { readHour } from './read-hour'
import { Turns } from './turns'
import { wholeHour } from './whole-hour'
import { eventually } from '../testing/eventually'

const START = Date.UTC(2025, 10, 8, 12)
const never = new AbortController().signal

/** Reads an hour of three files; in between, when their footers are known, something happens. */
async function readAround(happens: (file: string) => Promise<void>) {
  await using lake = await LakeFixture.make()
  const files: string[] = []
  for (const minute of [0, 1, 2]) {
    files.push(await lake.write('X', 'A/B', [[START + minute * 60_000, 100 + minute, 200]]))
  }
  const folder = { path: lake.path(path.dirname(files[1]!)), name: 'hour=12' }
  const [footers, collections] = [new FooterCache(), new Turns(1)]
  let release: (() => void) | undefined
  const busy = collections.run(() => new Promise<void>((resolve) => (release = resolve)), never)
  const root = { path: lake.root, name: 'lake' }
  const reading = wholeHour(
    readHour([folder], {
      ...{ root, footers, collections, single: new Turns(1) },
      ...{ watch: NO_WATCH, freeMemory: () => {}, signal: never, batchRows: 1_000 },
    }),
  )
  await eventually(() => expect(footers.size).toBe(3))
  await happens(lake.path(files[1]!))
  release?.()
  await busy
  const { columns, skipped, filesRead } = await reading
  return { bids: [...columns.bid], skipped, filesRead, file: files[1]! }
}

it('[LK8] a file that goes between its footer and its pages costs itself only', async () => {
  const { file, ...read } = await readAround((gone) => rm(gone))
  expect(read).toEqual({
    ...{ bids: [100, 102], filesRead: 2 },
    skipped: [{ file, reason: 'gone before it was read' }],
  })
})

it('[LK8] so does one that is cut short', async () => {
  const { file, ...read } = await readAround(async (cut) => {
    const whole = await readFile(cut)
    await writeFile(cut, whole.subarray(0, 50))
  })
  expect(read).toMatchObject({
    bids: [100, 102],
    filesRead: 2,
    skipped: [{ file, reason: 'no Parquet file, or truncated' }],
  })
})

it('[LK8] one that is replaced is read as it is now', async () => {
  const read = await readAround(async (replaced) => {
    await using other = await LakeFixture.make()
    const rows = [1, 2].map((at) => [START + at, 7, 8] as const)
    await writeFile(replaced, await readFile(other.path(await other.write('X', 'A/B', rows))))
  })
  expect(read).toMatchObject({ bids: [100, 7, 7, 102], filesRead: 3, skipped: [] })
})

it('[LK8] files that were made into one are read from it', async () => {
  const read = await readAround(async (second) => {
    await using other = await LakeFixture.make()
    const rows = [0, 1, 2, 3].map((at) => [START + at * 60_000, 100 + at, 200] as const)
    const one = await readFile(other.path(await other.write('X', 'A/B', rows)))
    await writeFile(second.replace('-01-', '-00-'), one)
    for (const minute of ['-01-', '-02-']) await rm(second.replace('-01-', minute))
  })
  expect(read).toMatchObject({ bids: [100, 101, 102, 103], filesRead: 1 })
  expect(read.skipped.map(({ reason }) => reason)).toEqual(Array(2).fill('gone before it was read'))
})

it('[LK8] a file that comes is left for the next reading', async () => {
  const read = await readAround((file) =>
    readFile(file).then((copy) => writeFile(file.replace('-01-', '-09-'), copy)),
  )
  expect(read).toMatchObject({ bids: [100, 101, 102], filesRead: 3, skipped: [] })
})
