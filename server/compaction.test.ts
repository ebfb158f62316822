import { spawn } from 'node:child_process'
import type * as FileSystem from 'node:fs/promises'
import { mkdir, readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, inject, it, vi } from 'vitest'
import { addTicks } from '@/lib/protocol/iso-time'
import { compactHour } from './compaction/compact-hour'
import { compactLake } from './compaction/compact-lake'
import { onlyOne } from './compaction/only-one'
import { ownMark } from './compaction/process-mark'
import { FooterCache } from './lake/footer-cache'
import { filesWithFooters } from './lake/hour-files'
import { Lake } from './lake/lake'
import { eventually } from './testing/eventually'
import { LakeFixture, type FixtureQuote } from './testing/lake-fixture'

const HOUR_MS = Date.UTC(2025, 10, 8, 12)
const HOUR = 'exchange=MEXC/symbol=BTC#USDT/date=2025-11-08/hour=12'
const NEXT_DAY_MS = HOUR_MS + 86_400_000

function quotesFrom(second: number, rows: number): FixtureQuote[] {
  return Array.from({ length: rows }, (_, row) => {
    const bid = (((second * 7_919 + row * 104_729) % 1_000_003) + 10_000) / 1e4
    const ask = Math.round((bid + 0.5) * 1e4) / 1e4
    return [addTicks(HOUR_MS + second * 1_000 + row, (row * 6_131) % 10_000), bid, ask]
  })
}

/** An hour in `files` files of 20 rows. */
async function fillHour(lake: LakeFixture, files: number): Promise<FixtureQuote[]> {
  const all: FixtureQuote[] = []
  for (let file = 0; file < files; file++) {
    const quotes = quotesFrom(file * 10, 20)
    await lake.write('MEXC', 'BTC/USDT', quotes)
    all.push(...quotes)
  }
  return all
}

async function readAll(root: string): Promise<FixtureQuote[]> {
  const leg = await new Lake({ root }).leg('MEXC', 'BTC_USDT')
  const found: FixtureQuote[] = []
  for (const hour of (await leg?.hours(HOUR_MS, HOUR_MS)) ?? []) {
    const { columns, skipped } = await leg!.read(hour, new AbortController().signal)
    const lost = skipped.filter(({ reason }) => reason !== 'gone before it was read')
    expect(lost).toEqual([])
    const { timeMs, bid, ask } = columns
    found.push(...Array.from(timeMs, (time, row) => [time, bid[row]!, ask[row]!] as const))
  }
  return found
}

async function compact(root: string, nowMs = NEXT_DAY_MS) {
  const notes: string[] = []
  const total = await compactLake({
    ...{ root, nowMs, signal: new AbortController().signal, onProgress: () => {} },
    onNote: (file, why) => notes.push(`${file}: ${why}`),
  })
  return { total, notes }
}

function startProgram(root: string) {
  const program = path.join(inject('bundleDir'), 'compact.js')
  const child = spawn(process.execPath, [program, '--dir', root])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()))
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended, output: () => output }
}

/** Called after each change of a name in the file system, which then waits for it. */
/** Folders that cannot be read: root, who runs tests, could. */
const denied = vi.hoisted(() => ({ folders: new Array<string>() }))
const noStep = async () => {}
const steps = vi.hoisted(() => ({ after: async () => {} }))
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof FileSystem>()
  return {
    ...original,
    readdir: (...args: Parameters<typeof original.readdir>) => {
      if (denied.folders.includes(String(args[0]))) return Promise.reject(new Error('EACCES'))
      return original.readdir(...args)
    },
    link: async (...names: Parameters<typeof original.link>) => {
      await original.link(...names)
      await steps.after()
    },
    unlink: async (...names: Parameters<typeof original.unlink>) => {
      await original.unlink(...names)
      await steps.after()
    },
    rename: async (...names: Parameters<typeof original.rename>) => {
      await original.rename(...names)
      await steps.after()
    },
  }
})

describe('compaction', () => {
  it('[RC12] makes one file of the files of a past hour, quotes and trades apart', async () => {
    await using lake = await LakeFixture.make()
    const quotes = await fillHour(lake, 30)
    for (const at of [1, 2]) {
      await lake.select(
        `${HOUR}/trades-00-0${at}.0000000.parquet`,
        `SELECT TIMESTAMP '2025-11-08 12:00:0${at}' "Timestamp", ${at}.5 Price`,
      )
    }
    expect((await compact(lake.root, HOUR_MS + 3_600_000)).total).toMatchObject({ hours: 0 })
    const { total, notes } = await compact(lake.root)
    expect(total).toMatchObject({ hours: 1, changed: 1, filesBefore: 32, filesAfter: 2, stays: 0 })
    expect(notes).toEqual([])
    expect(await readdir(lake.path(HOUR))).toEqual([
      'spreads-00-00.0000000.parquet',
      'trades-00-01.0000000.parquet',
    ])
    expect(await readAll(lake.root)).toEqual(quotes)
    const duck = await lake.duck()
    const file = lake.path(`${HOUR}/spreads-00-00.0000000.parquet`)
    const read = await duck.runAndReadAll(
      `SELECT epoch_ms(Timestamp)::DOUBLE, BestBid::VARCHAR, BestAsk::VARCHAR, Exchange, Symbol
       FROM read_parquet('${file}', hive_partitioning = false)`,
    )
    const names = ['MEXC', 'BTC/USDT']
    expect(
      read.getRows().map(([time, bid, ask, ...of]) => [time, Number(bid), Number(ask), ...of]),
    ).toEqual(quotes.map(([time, bid, ask]) => [Math.floor(time), bid, ask, ...names]))
    const types = await duck.runAndReadAll(`SELECT type FROM parquet_schema('${file}')`)
    expect(types.getRows().flat().slice(1, 4)).toEqual([
      ...['INT96', 'FIXED_LEN_BYTE_ARRAY', 'FIXED_LEN_BYTE_ARRAY'],
    ])
    expect((await compact(lake.root)).total).toMatchObject({ hours: 1, changed: 0, filesAfter: 2 })
  })

  it('[RC13] joins only files that have the same columns; what stays is named', async () => {
    await using lake = await LakeFixture.make()
    const quotes = await fillHour(lake, 3)
    await lake.select(
      `${HOUR}/spreads-59-59.0000000.parquet`,
      `SELECT TIMESTAMP '2025-11-08 12:59:59' "Timestamp", 1.5::DOUBLE BestBid, 2.5::DOUBLE BestAsk`,
    )
    await lake.put(`${HOUR}/spreads-58-00.0000000.parquet`, 'PAR1 and no more of it, PAR1')
    await lake.put(`${HOUR}/spreads-58-01.0000000.parquet`, '')
    await lake.put(`${HOUR}/notes.txt`, '')
    const { total, notes } = await compact(lake.root)
    expect(total).toMatchObject({ filesBefore: 4, filesAfter: 2, stays: 3, failed: 0 })
    expect(notes).toEqual([
      `${HOUR}/spreads-58-00.0000000.parquet: truncated`,
      `${HOUR}/spreads-58-01.0000000.parquet: no Parquet file, or truncated`,
      `${HOUR}/spreads-59-59.0000000.parquet: no file beside it has its columns`,
    ])
    const leg = await new Lake({ root: lake.root }).leg('MEXC', 'BTCUSDT')
    const [hour] = await leg!.hours(HOUR_MS, HOUR_MS)
    const { columns } = await leg!.read(hour!, new AbortController().signal)
    expect([...columns.bid]).toEqual([...quotes.map(([, bid]) => bid), 1.5])
  })

  it('[RC13] rows of one time keep the order of file and row', async () => {
    await using lake = await LakeFixture.make()
    const bids = [101, 102, 103, 104, 105, 106, 107]
    const types = ['DOUBLE', 'DECIMAL(18, 6)', 'DOUBLE', 'DOUBLE', '', 'DOUBLE', 'DOUBLE']
    for (const [at, bid] of bids.entries()) {
      const file = `${HOUR}/spreads-00-00.000000${at}.parquet`
      const type = types[at]!
      // One that stays is between others, too.
      if (type === '') await lake.put(file, 'no Parquet')
      else {
        const columns = `${bid}::${type} BestBid, 200::${type} BestAsk`
        await lake.select(file, `SELECT TIMESTAMP '2025-11-08 12:00:00' "Timestamp", ${columns}`)
      }
    }
    const { total } = await compact(lake.root)
    expect(total).toMatchObject({ filesBefore: 6, filesAfter: 4, failed: 0 })
    const leg = await new Lake({ root: lake.root }).leg('MEXC', 'BTCUSDT')
    const [hour] = await leg!.hours(HOUR_MS, HOUR_MS)
    const { columns } = await leg!.read(hour!, new AbortController().signal)
    expect([...columns.bid]).toEqual([101, 102, 103, 104, 106, 107])
  })

  it('[RC24] a joined file has no more rows than its limit', async () => {
    await using lake = await LakeFixture.make()
    const quotes = await fillHour(lake, 10)
    const options = { draftsFolder: lake.path('.drafts'), onStays: () => {}, maxRows: 65 }
    const folder = lake.path(HOUR)
    expect(await compactHour(folder, options)).toMatchObject({ filesBefore: 10, filesAfter: 4 })
    expect(await readAll(lake.root)).toEqual(quotes)
    expect(await compactHour(folder, options)).toMatchObject({ filesBefore: 4, filesAfter: 4 })
  })

  it('[RC14] readers see each row once at any moment of it', async () => {
    await using lake = await LakeFixture.make()
    let quotes = await fillHour(lake, 120)
    let reads = 0
    for (let round = 0; round < 3; round++) {
      const added = quotesFrom(3_000 + round * 10, 20)
      await lake.write('MEXC', 'BTC/USDT', added)
      quotes = [...quotes, ...added]
      const work = { isDone: false }
      const done = compact(lake.root).then(({ total }) => {
        work.isDone = true
        expect(total).toMatchObject({ failed: 0, filesAfter: 1 })
      })
      while (!work.isDone) {
        expect(await readAll(lake.root)).toEqual(quotes)
        reads++
      }
      await done
    }
    expect(reads).toBeGreaterThan(3)
  })

  it('[RC15] killed at any moment it loses and doubles nothing, and the next run cleans up', async () => {
    await using lake = await LakeFixture.make()
    const quotes = await fillHour(lake, 200)
    for (let kill = 0; kill < 6; kill++) {
      const { child, ended } = startProgram(lake.root)
      await eventually(async () => {
        expect(await readdir(lake.path('.compacting'))).toContain('lock')
        expect(await readFile(lake.path('.compacting/lock'), 'utf8')).toContain(`:${child.pid},`)
      })
      // The work takes some 100 ms.
      await setTimeout(kill * 15)
      child.kill('SIGKILL')
      await ended
      expect(await readAll(lake.root)).toEqual(quotes)
    }
    const last = startProgram(lake.root)
    expect(await last.ended).toBe(0)
    expect(last.output()).toMatch(/^1 hours of an exchange and symbol, . compacted, 0 failed: /m)
    expect(await readdir(lake.path(HOUR))).toEqual(['spreads-00-00.0000000.parquet'])
    expect(await readdir(lake.path('.compacting'))).toEqual([])
    expect(await readAll(lake.root)).toEqual(quotes)
  })

  it('[RC14][RC15] after each of its steps the lake has each row once', async () => {
    await using lake = await LakeFixture.make()
    const quotes = await fillHour(lake, 4)
    let looks = 0
    steps.after = async () => {
      looks++
      // Looking is a step of nothing.
      const { after } = steps
      steps.after = noStep
      expect(await readAll(lake.root)).toEqual(quotes)
      steps.after = after
    }
    const { total, notes } = await compact(lake.root)
    steps.after = noStep
    expect([total.filesAfter, notes]).toEqual([1, []])
    // Linked, four removed, renamed; and the draft and the lock of the compaction.
    expect(looks).toBeGreaterThanOrEqual(8)
  })

  it('[RC15] goes on from each of its steps, and spares a file written since under a name it removed', async () => {
    await using lake = await LakeFixture.make()
    const quotes = await fillHour(lake, 4)
    await compact(lake.root)
    const [joined] = await readdir(lake.path(HOUR))
    const interim = 'spreads-00-00.0000000_0.parquet'
    await rename(lake.path(`${HOUR}/${joined}`), lake.path(`${HOUR}/${interim}`))
    // As it was when two of the four had been removed, and with another file under the name of one.
    await lake.write('MEXC', 'BTC/USDT', quotes.slice(40, 60))
    await lake.write('MEXC', 'BTC/USDT', quotes.slice(60, 80))
    const other = quotesFrom(10, 7)
    await lake.write('MEXC', 'BTC/USDT', other)
    const expected = [
      ...quotes.slice(0, 20),
      ...quotes.slice(20, 40),
      ...other,
      ...quotes.slice(40),
    ]
    const byTime = (a: FixtureQuote, b: FixtureQuote) => a[0] - b[0]
    expect((await readAll(lake.root)).toSorted(byTime)).toEqual(expected.toSorted(byTime))
    expect((await compact(lake.root)).total).toMatchObject({ filesAfter: 1 })
    expect((await readAll(lake.root)).toSorted(byTime)).toEqual(expected.toSorted(byTime))
  })

  it('[LK8] files that went because one beside them has their rows are not missed', async () => {
    await using lake = await LakeFixture.make()
    await fillHour(lake, 4)
    const folder = lake.path(HOUR)
    const before = (await readdir(folder)).map((name) => path.join(folder, name))
    await compact(lake.root)
    const interim = path.join(folder, 'spreads-00-00.0000000_0.parquet')
    await rename(before[0]!, interim)
    const skipped: string[] = []
    const files = await filesWithFooters(
      [...before, interim, path.join(folder, 'spreads-59-00.0000000.parquet')],
      { footers: new FooterCache(), signal: new AbortController().signal },
      (file) => skipped.push(path.basename(file)),
    )
    expect(files.map((file) => file.path)).toEqual([interim])
    expect(skipped).toEqual(['spreads-59-00.0000000.parquet'])
  })

  it('[RC16] is done by one process at a time, and ends with a code that says how', async () => {
    await using lake = await LakeFixture.make()
    await fillHour(lake, 2)
    const lock = lake.path('.compacting/lock')
    const release = await onlyOne(path.dirname(lock))
    const locked = startProgram(lake.root)
    expect(await locked.ended).toBe(1)
    const of = `process ${process.pid} on ${os.hostname()}`
    expect(locked.output()).toContain(`another compaction is at work, ${of}`)
    await release()
    await writeFile(lock, JSON.stringify({ host: 'here', ...ownMark(), pid: 2 ** 22 + 1 }))
    const free = startProgram(lake.root)
    expect(await free.ended).toBe(0)
    expect(await startProgram(lake.path('nowhere')).ended).toBe(1)
  })

  it('[RC16] a lock is taken over from a process whose number another has now', async () => {
    await using lake = await LakeFixture.make()
    const lock = lake.path('.compacting/lock')
    await mkdir(path.dirname(lock))
    await writeFile(lock, JSON.stringify({ host: 'here', ...ownMark(), start: '1' }))
    const release = await onlyOne(path.dirname(lock))
    expect(await readFile(lock, 'utf8')).toBe(JSON.stringify({ host: os.hostname(), ...ownMark() }))
    await release()
    expect(await readdir(path.dirname(lock))).toEqual([])
  })

  it.each([
    ['of another machine', JSON.stringify({ host: 'there', ...ownMark(), place: 'there' })],
    ['without a name', ''],
  ])('[RC16] a lock %s is taken over when nobody touched it for an hour', async (_of, text) => {
    await using lake = await LakeFixture.make()
    const lock = lake.path('.compacting/lock')
    await mkdir(path.dirname(lock))
    await writeFile(lock, text)
    await expect(onlyOne(path.dirname(lock))).rejects.toThrow('another compaction is at work')
    const beforeS = Date.now() / 1_000 - 3_700
    await utimes(lock, beforeS, beforeS)
    const release = await onlyOne(path.dirname(lock))
    await release()
    expect(await readdir(path.dirname(lock))).toEqual([])
  })

  it('[RC16] SIGHUP ends it after the hour at work, as SIGTERM does', async () => {
    await using lake = await LakeFixture.make()
    await fillHour(lake, 200)
    const { child, ended, output } = startProgram(lake.root)
    await eventually(async () => expect(await readdir(lake.path('.compacting'))).toContain('lock'))
    child.kill('SIGHUP')
    expect(await ended).toBe(0)
    expect(output()).toContain(', ended early\n')
    expect(await readdir(lake.path('.compacting'))).toEqual([])
  })

  it('[RC16] a folder that cannot be read is named and counted, the others are worked on', async () => {
    await using lake = await LakeFixture.make()
    await fillHour(lake, 2)
    for (const name of ['exchange=AAA', 'exchange=MEXC/symbol=AAA']) await mkdir(lake.path(name))
    denied.folders = [lake.path('exchange=AAA'), lake.path('exchange=MEXC/symbol=AAA')]
    const { total, notes } = await compact(lake.root)
    denied.folders = []
    expect(total).toMatchObject({ failed: 2, changed: 1, filesAfter: 1 })
    expect(notes).toEqual(['exchange=AAA: EACCES', 'exchange=MEXC/symbol=AAA: EACCES'])
  })
})
