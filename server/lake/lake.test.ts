import { copyFile, mkdir, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Lake } from './lake'
import { LakeFixture, type FixtureQuote } from '../testing/lake-fixture'
import { readLeg } from './testing/read-leg'

const HOUR_MS = 3_600_000
const START = Date.UTC(2025, 10, 8, 12)
const never = new AbortController().signal

function quotesAt(timeMs: number, rows = 2): FixtureQuote[] {
  return Array.from({ length: rows }, (_, at) => [timeMs + at, 100 + at, 101 + at])
}

/** Hours of a leg that is there. */
async function legOf(root: string, exchange: string, symbol: string) {
  const leg = await new Lake({ root }).leg(exchange, symbol)
  if (leg === undefined) throw new Error('no leg')
  return leg
}

describe('a leg', () => {
  it('[LK10] is found in any spelling, and its folders are one', async () => {
    await using lake = await LakeFixture.make()
    await lake.write('MEXC', 'BTC/USDT', quotesAt(START))
    await lake.write('Mexc', 'BTC_USDT', quotesAt(START + 5))
    await lake.write('MEXC', 'BTCUSDT', quotesAt(START + HOUR_MS))
    await lake.write('MEXC', 'BTC-USDC', quotesAt(START))
    const all = [START, START + 5, START + HOUR_MS].flatMap((at) => quotesAt(at))
    for (const symbol of ['BTCUSDT', 'btc_usdt', 'BTC/USDT', 'BTC-usdt', 'BTC#USDT']) {
      for (const exchange of ['MEXC', 'mexc', 'Mexc']) {
        expect((await readLeg(lake.root, exchange, symbol)).quotes).toEqual(all)
      }
    }
    const known = new Lake({ root: lake.root })
    expect(await known.leg('MEXC', 'ETHUSDT')).toBeUndefined()
    expect(await known.leg('OKX', 'BTCUSDT')).toBeUndefined()
    expect(await new Lake({ root: lake.path('nowhere') }).leg('MEXC', 'BTCUSDT')).toBeUndefined()
  })

  it('[LK11] tells the hours of a range, and their rows by footers', async () => {
    await using lake = await LakeFixture.make()
    const starts = [-25, 0, 1, 26].map((hours) => START + hours * HOUR_MS)
    for (const [at, start] of starts.entries())
      await lake.write('X', 'A/B', quotesAt(start, at + 1))
    await lake.write('X', 'AB', quotesAt(START + 60_000, 10))
    await lake.put(lake.fileFor('X', 'A/B', START + 120_000), 'rubbish')
    const leg = await legOf(lake.root, 'X', 'AB')

    const all = await leg.hours(0, Number.MAX_SAFE_INTEGER)
    expect(all).toEqual([
      { startMs: starts[0], date: '2025-11-07' },
      { startMs: starts[1], date: '2025-11-08' },
      { startMs: starts[2], date: '2025-11-08' },
      { startMs: starts[3], date: '2025-11-09' },
    ])
    expect(await leg.rows(all)).toBe(1 + 2 + 10 + 3 + 4)
    expect(await leg.rows(all.slice(0, 1))).toBe(1)
    expect(await leg.size(all)).toEqual({ files: 1 + 3 + 1 + 1, rows: 1 + 2 + 10 + 3 + 4 })
    expect(await leg.size([])).toEqual({ files: 0, rows: 0 })

    const startsOf = async (from: number, to: number) =>
      (await leg.hours(from, to)).map(({ startMs }) => startMs)
    expect(await startsOf(START, START)).toEqual([START])
    expect(await startsOf(START - 1, START - 1)).toEqual([])
    expect(await startsOf(START + HOUR_MS - 1, START + HOUR_MS)).toEqual([START, START + HOUR_MS])
    expect(await startsOf(START + 10, START - 10)).toEqual([])
    expect(await startsOf(NaN, NaN)).toEqual([])
  })

  it('[LK11] reckons files and rows of many hours by some of them', async () => {
    await using fixture = await LakeFixture.make()
    for (let hour = 0; hour < 120; hour++) {
      const file = await fixture.write('X', 'A/B', quotesAt(START + hour * HOUR_MS, 3))
      const again = fixture.fileFor('X', 'A/B', START + hour * HOUR_MS + 1)
      await copyFile(fixture.path(file), fixture.path(again))
    }
    const lake = new Lake({ root: fixture.root })
    const leg = (await lake.leg('X', 'AB'))!
    const hours = await leg.hours(0, Number.MAX_SAFE_INTEGER)
    expect(hours).toHaveLength(120)
    expect(await leg.size(hours)).toEqual({ files: 240, rows: 720 })
    expect(lake.footersKept).toBeLessThan(10)
    const left = AbortSignal.abort(new Error('the reader left'))
    await expect(leg.size(hours, left)).rejects.toThrow('the reader left')
  })

  it('[LK11] is read as it is when it is read, whatever was listed', async () => {
    await using lake = await LakeFixture.make()
    const first = await lake.write('X', 'A/B', quotesAt(START))
    const leg = await legOf(lake.root, 'X', 'AB')
    const [hour] = await leg.hours(START, START)
    await lake.write('X', 'A/B', quotesAt(START + 1_000))
    expect(await leg.read(hour!, never)).toMatchObject({ filesRead: 2, skipped: [] })
    await rm(lake.path(path.dirname(first)), { recursive: true })
    expect(await leg.read(hour!, never)).toMatchObject({
      filesRead: 0,
      skipped: [{ file: path.dirname(first), reason: 'the folder cannot be read' }],
    })
    const other = await legOf(lake.root, 'X', 'AB')
    await expect(async () => other.read(hour!, never)).rejects.toThrow('no hour of X')
  })

  it('[LK13] ends when it is cancelled, with the reason', async () => {
    await using lake = await LakeFixture.make()
    await lake.write('X', 'A/B', quotesAt(START))
    const leg = await legOf(lake.root, 'X', 'AB')
    const [hour] = await leg.hours(START, START)
    const left = new AbortController()
    const reading = leg.read(hour!, left.signal)
    left.abort(new Error('the reader left'))
    await expect(reading).rejects.toThrow('the reader left')
    expect(await leg.read(hour!, never)).toMatchObject({ filesRead: 1 })
  })
})

describe('links', () => {
  it('[LK16] are not followed: folders', async () => {
    await using lake = await LakeFixture.make()
    const elsewhere = await LakeFixture.make(path.join(lake.outside, 'elsewhere'))
    const file = await elsewhere.write('X', 'A/B', quotesAt(START))
    const parts = path.dirname(file).split('/')
    for (const depth of [1, 2, 3, 4]) {
      const folder = parts.slice(0, depth).join('/')
      await rm(lake.root, { recursive: true })
      await mkdir(path.dirname(lake.path(folder)), { recursive: true })
      await symlink(elsewhere.path(folder), lake.path(folder))
      const leg = await new Lake({ root: lake.root }).leg('X', 'A/B')
      expect((await leg?.hours(START, START)) ?? []).toEqual([])
      expect(await new Lake({ root: lake.root }).pairs()).toMatchObject({ files: 0, rows: 0 })
    }
  })

  it('[LK16] are not followed: a folder that became one after it was listed', async () => {
    await using lake = await LakeFixture.make()
    const elsewhere = await LakeFixture.make(path.join(lake.outside, 'elsewhere'))
    await elsewhere.write('X', 'A/B', quotesAt(START))
    const file = await lake.write('X', 'A/B', quotesAt(START))
    const leg = await legOf(lake.root, 'X', 'A/B')
    const [hour] = await leg.hours(START, START)
    await rename(lake.path('exchange=X'), lake.path('before'))
    await symlink(elsewhere.path('exchange=X'), lake.path('exchange=X'))
    expect(await leg.read(hour!, never)).toMatchObject({
      filesRead: 0,
      skipped: [{ file: path.dirname(file), reason: 'the folder cannot be read' }],
    })
  })

  it('[LK16] may stand on the way to the lake itself', async () => {
    await using lake = await LakeFixture.make()
    await lake.write('X', 'A/B', quotesAt(START))
    const link = path.join(lake.outside, 'link')
    await symlink(lake.root, link)
    expect((await readLeg(link, 'X', 'AB')).quotes).toHaveLength(2)
  })
})
