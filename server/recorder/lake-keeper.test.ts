import type * as FileSystem from 'node:fs/promises'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LakeKeeper } from './lake-keeper'

const TODAY_MS = Date.parse('2025-11-19T15:00:00Z')
const DAYS = ['2025-11-16', '2025-11-17', '2025-11-18', '2025-11-19', '2025-11-20']
const FILE_BYTES = 1_000

/** Where files cannot be removed, and what cannot be read: root, who runs tests, could. */
const denied = vi.hoisted(() => ({ in: '', unread: '' }))
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof FileSystem>()
  return {
    ...original,
    unlink: async (file: string) => {
      if (denied.in !== '' && file.startsWith(denied.in)) {
        const text = `EACCES: permission denied, unlink '${file}'`
        throw Object.assign(new Error(text), { code: 'EACCES' })
      }
      await original.unlink(file)
    },
    readdir: async (folder: string, options: { withFileTypes: true }) => {
      if (denied.unread !== '' && folder.startsWith(denied.unread)) {
        const text = `EACCES: permission denied, scandir '${folder}'`
        throw Object.assign(new Error(text), { code: 'EACCES' })
      }
      return original.readdir(folder, options)
    },
  }
})

let parent = ''
let root = ''
beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'keeper-'))
  root = path.join(parent, 'lake')
  for (const leg of ['exchange=OKX/symbol=BTC_USDT', 'exchange=Bybit/symbol=BTC#USDT']) {
    for (const day of DAYS) {
      const hour = path.join(root, leg, `date=${day}`, 'hour=12')
      await mkdir(hour, { recursive: true })
      await writeFile(path.join(hour, 'spreads-00-00.0000000.parquet'), Buffer.alloc(FILE_BYTES))
    }
  }
})
afterEach(async () => {
  denied.in = ''
  denied.unread = ''
  await rm(parent, { recursive: true, force: true })
})

function keeperOf(limits: { keepDays?: number; maxBytes?: number }) {
  const told: string[] = []
  const keeper = new LakeKeeper({
    ...{ root, keepDays: limits.keepDays, maxBytes: limits.maxBytes },
    log: ({ text }) => told.push(text),
    now: () => TODAY_MS,
  })
  return { keeper, told }
}

async function daysLeft(leg = 'exchange=OKX/symbol=BTC_USDT'): Promise<string[]> {
  return (await readdir(path.join(root, leg))).map((name) => name.replace('date=', '')).toSorted()
}

describe(LakeKeeper, () => {
  it('[RC22] removes nothing without a limit', async () => {
    const { keeper, told } = keeperOf({})
    await keeper.check()
    expect([await daysLeft(), keeper.daysRemoved, told]).toEqual([DAYS, 0, []])
  })

  it('[RC22] keeps so many days, today being one, of every exchange and symbol', async () => {
    const { keeper, told } = keeperOf({ keepDays: 2 })
    await keeper.check()
    expect(await daysLeft()).toEqual(DAYS.slice(2))
    expect(await daysLeft('exchange=Bybit/symbol=BTC#USDT')).toEqual(DAYS.slice(2))
    expect(keeper.daysRemoved).toBe(2)
    expect(told).toEqual([
      'RECORDER: 2025-11-16 was removed: older than 2 days',
      'RECORDER: 2025-11-17 was removed: older than 2 days',
    ])
  })

  it('[RC22] removes the oldest days until the lake is small enough', async () => {
    const { keeper } = keeperOf({ maxBytes: 7 * FILE_BYTES })
    await keeper.check()
    expect(await daysLeft()).toEqual(DAYS.slice(2))
    expect(keeper.lakeBytes).toBe(6 * FILE_BYTES)
  })

  it('[RC22] never removes today, and says once that the limit cannot be kept', async () => {
    const { keeper, told } = keeperOf({ maxBytes: FILE_BYTES })
    await keeper.check()
    await keeper.check()
    expect(await daysLeft()).toEqual(DAYS.slice(3))
    expect(told.filter((text) => text.endsWith('all of it of today'))).toHaveLength(1)
  })

  it('[RC22] touches nothing but days: no link, no folder of others', async () => {
    const elsewhere = path.join(parent, 'elsewhere')
    await mkdir(path.join(elsewhere, 'hour=12'), { recursive: true })
    const leg = path.join(root, 'exchange=OKX/symbol=BTC_USDT')
    await symlink(elsewhere, path.join(leg, 'date=2025-11-01'))
    await mkdir(path.join(leg, 'date=2025-02-31'))
    await mkdir(path.join(root, 'notes/symbol=A/date=2025-11-01'), { recursive: true })
    await symlink(elsewhere, path.join(root, 'exchange=OKX/symbol=BTC_USDT/date=2025-11-16/link'))
    const { keeper } = keeperOf({ keepDays: 1 })
    await keeper.check()
    expect(await daysLeft()).toEqual(['2025-02-31', '2025-11-01', '2025-11-16', ...DAYS.slice(3)])
    expect(await readdir(elsewhere)).toEqual(['hour=12'])
    expect(await readdir(path.join(root, 'notes/symbol=A'))).toEqual(['date=2025-11-01'])
  })

  it('[RC22] leaves what others put into a day, and does not count that day again', async () => {
    const leg = path.join(root, 'exchange=OKX/symbol=BTC_USDT')
    const day = path.join(leg, 'date=2025-11-16')
    for (const name of ['notes.txt', 'hour=12/mine.parquet', 'hour=12/spreads-x.parquet.bak']) {
      await writeFile(path.join(day, name), 'theirs')
    }
    await mkdir(path.join(day, 'theirs'))
    const { keeper, told } = keeperOf({ keepDays: 3 })
    await keeper.check()
    await keeper.check()
    expect(await daysLeft()).toEqual(['2025-11-16', ...DAYS.slice(1)])
    expect((await readdir(day, { recursive: true })).toSorted()).toEqual([
      ...['hour=12', 'hour=12/mine.parquet', 'hour=12/spreads-x.parquet.bak'],
      ...['notes.txt', 'theirs'],
    ])
    expect([keeper.daysRemoved, told.length]).toEqual([1, 1])
  })

  it('[RC22] a day that cannot be removed is named once, and the next ones go', async () => {
    denied.in = path.join(root, 'exchange=OKX/symbol=BTC_USDT/date=2025-11-16')
    const { keeper, told } = keeperOf({ keepDays: 1, maxBytes: FILE_BYTES * 100 })
    await keeper.check()
    await keeper.check()
    expect(await daysLeft()).toEqual(['2025-11-16', ...DAYS.slice(3)])
    expect(await daysLeft('exchange=Bybit/symbol=BTC#USDT')).toEqual(DAYS.slice(3))
    expect(told).toEqual([
      expect.stringMatching(/^RECORDER: 2025-11-16 cannot be removed: EACCES.*date=2025-11-16/),
      'RECORDER: 2025-11-17 was removed: older than 1 days',
      'RECORDER: 2025-11-18 was removed: older than 1 days',
    ])
  })

  it('[RC22] what cannot be removed still counts, so that newer days go in its place', async () => {
    denied.in = path.join(root, 'exchange=OKX/symbol=BTC_USDT/date=2025-11-16')
    const { keeper } = keeperOf({ maxBytes: 7 * FILE_BYTES })
    await keeper.check()
    expect(await daysLeft()).toEqual(['2025-11-16', ...DAYS.slice(2)])
    expect(keeper.lakeBytes).toBe(7 * FILE_BYTES)
  })

  it('[RC22] an hour that cannot be read keeps its day, which is named once', async () => {
    denied.unread = path.join(root, 'exchange=OKX/symbol=BTC_USDT/date=2025-11-18/hour=12')
    const { keeper, told } = keeperOf({ keepDays: 1 })
    await keeper.check()
    await keeper.check()
    expect(await daysLeft()).toEqual(DAYS.slice(2))
    expect(told).toEqual([
      'RECORDER: 2025-11-16 was removed: older than 1 days',
      'RECORDER: 2025-11-17 was removed: older than 1 days',
      expect.stringMatching(/^RECORDER: 2025-11-18 cannot be removed: EACCES.*hour=12/),
    ])
  })

  it.each(['', 'exchange=OKX', 'exchange=OKX/symbol=BTC_USDT/date=2025-11-18/hour=12'])(
    '[RC22] says once that a folder cannot be read, whose size is not known then: /%s',
    async (folder) => {
      denied.unread = path.join(root, folder)
      const { keeper, told } = keeperOf({ maxBytes: FILE_BYTES * 100 })
      await keeper.check()
      await keeper.check()
      expect(told).toEqual([
        expect.stringMatching(/^RECORDER: folders are passed over: EACCES: .*scandir/),
      ])
    },
  )
})
