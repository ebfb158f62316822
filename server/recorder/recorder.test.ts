import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs/promises'
import path from 'node:path'
import pl from 'nodejs-polars'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { MAX_FILE_ROWS } from './open-rows'
import { openRig, wireFrame, wireTrade } from './testing/recorder-rig'
import { eventually } from '../testing/eventually'

const HOUR = 'exchange=Bybit/symbol=ICP_USDT/date=2025-11-19/hour=12'

async function duckRows(query: string): Promise<string[][]> {
  const duck = await (await DuckDBInstance.create()).connect()
  try {
    const result = await duck.runAndReadAll(query)
    return result.getRows().map((row) => row.map(String))
  } finally {
    duck.closeSync()
  }
}

/** Exchange, symbol, date, hour and file. */
function allFiles(root: string): string {
  return path.join(root, ...Array<string>(4).fill('*'), '*.parquet')
}

function failing(code: string) {
  return Object.assign(new Error(`${code}: told by the test`), { code })
}

describe('what is recorded', () => {
  it('[RC1] has all that a frame says, in the types of the C# program', async () => {
    await using rig = await openRig()
    rig.take([wireFrame(), wireFrame({ MaxVolume: '79228162514264337593543950335' })])
    rig.take([
      wireFrame({ MinVolume: 'null', SpreadPercentage: '"0.1"' }).replace('"BestBid"', '"bestBid"'),
    ])
    await rig.recorder.stop(5_000, 1_000)
    expect(await rig.names()).toEqual([`${HOUR}/spreads-47-00.1234567.parquet`])
    const file = path.join(rig.root, HOUR, 'spreads-47-00.1234567.parquet')
    const schema = await duckRows(
      `SELECT name, type, type_length, converted_type, precision, scale, repetition_type
       FROM parquet_schema('${file}')`,
    )
    const decimal = 'FIXED_LEN_BYTE_ARRAY 12 DECIMAL 28 10'
    expect(schema.slice(1).map((row) => row.filter((each) => each !== 'null').join(' '))).toEqual([
      'Timestamp INT96 REQUIRED',
      `BestBid ${decimal} REQUIRED`,
      `BestAsk ${decimal} REQUIRED`,
      `SpreadPercentage ${decimal} OPTIONAL`,
      `MinVolume ${decimal} OPTIONAL`,
      `MaxVolume ${decimal} OPTIONAL`,
      'Exchange BYTE_ARRAY UTF8 OPTIONAL',
      'Symbol BYTE_ARRAY UTF8 OPTIONAL',
    ])
    const read = `read_parquet('${file}', hive_partitioning = false)`
    expect(await duckRows(`SELECT COLUMNS(*)::VARCHAR FROM ${read}`)).toEqual([
      ['2025-11-19 12:47:00.123456', '0.1234500000', '0.1235000000', '0.0404858300', '3000000.0000000000', '1000000000.0000000000', 'Bybit', 'ICP_USDT'],
      ['2025-11-19 12:47:00.123456', '0.1234500000', '0.1235000000', '0.0404858300', '3000000.0000000000', 'null', 'Bybit', 'ICP_USDT'],
      ['2025-11-19 12:47:00.123456', '0.1234500000', '0.1235000000', 'null', 'null', '1000000000.0000000000', 'Bybit', 'ICP_USDT'],
    ]) // prettier-ignore
    const ns = await pl
      .scanParquet(file)
      .select(pl.col('Timestamp').cast(pl.Datetime('ns')).cast(pl.Int64))
      .collect()
    expect([...ns.getColumn('Timestamp').toTypedArray()].map(String)).toEqual(
      Array<string>(3).fill('1763556420123456700'),
    )
    const groups = await duckRows(
      `SELECT DISTINCT row_group_id, compression FROM parquet_metadata('${file}')`,
    )
    expect(groups).toEqual([['0', 'SNAPPY']])
  })

  it('[RC1] trades are in files of their own, by the hour of their own time', async () => {
    await using rig = await openRig()
    const late = wireTrade({ Side: '"Sell"', Timestamp: '"2025-11-19T11:59:59.9999999Z"' })
    rig.take([wireTrade(), late, wireTrade({ Price: '-1' }), wireTrade({ Side: 'null' })])
    await rig.recorder.stop(5_000, 1_000)
    const day = 'exchange=Binance/symbol=ICPUSDT/date=2025-11-19'
    expect(await rig.names()).toEqual([
      `${day}/hour=11/trades-59-59.9999999.parquet`,
      `${day}/hour=12/trades-47-00.1200000.parquet`,
    ])
    const read = `read_parquet('${allFiles(rig.root)}', hive_partitioning = false)`
    expect(await duckRows(`SELECT COLUMNS(*)::VARCHAR FROM ${read} ORDER BY Timestamp`)).toEqual([
      ['2025-11-19 11:59:59.999999', '45.2300000000', '1.5000000000', 'Sell', 'Binance', 'ICPUSDT'],
      ['2025-11-19 12:47:00.12', '45.2300000000', '1.5000000000', 'Buy', 'Binance', 'ICPUSDT'],
    ])
    expect(rig.recorder.counters().dropped.unreadable).toBe(2)
  })

  it('[RC2] a price that no decimal(28,10) holds makes the prices of its file doubles', async () => {
    await using rig = await openRig()
    rig.take([
      wireFrame({ BestBid: '1e-12', BestAsk: '0.000000000002' }),
      wireFrame({ BestBid: '0.1', BestAsk: '0.12345678901234567890' }),
    ])
    await rig.recorder.stop(5_000, 1_000)
    const files = `read_parquet('${allFiles(rig.root)}', hive_partitioning = false)`
    expect(await duckRows(`SELECT typeof(BestBid), BestBid, BestAsk FROM ${files}`)).toEqual([
      ['DOUBLE', '1e-12', '2e-12'],
      ['DOUBLE', '0.1', '0.12345678901234568'],
    ])
  })
})

describe('files', () => {
  it('[RC3] are named for their first row, and never written over another', async () => {
    await using rig = await openRig()
    await using other = await openRig({ root: rig.root })
    rig.take([wireFrame({ Symbol: '"ICP/USDT"' })])
    other.take([wireFrame({ Symbol: '"ICP/USDT"' }), wireFrame({ Symbol: '"ICP/USDT"' })])
    await Promise.all([rig.recorder.stop(5_000, 1_000), other.recorder.stop(5_000, 1_000)])
    expect(await rig.names()).toEqual([
      'exchange=Bybit/symbol=ICP#USDT/date=2025-11-19/hour=12/spreads-47-00.1234567.parquet',
      'exchange=Bybit/symbol=ICP#USDT/date=2025-11-19/hour=12/spreads-47-00.1234568.parquet',
    ])
    expect(await duckRows(`SELECT count(*) FROM '${allFiles(rig.root)}'`)).toEqual([['3']])
  })

  it('[RC4] are written when 8 s old or when they have 10,000 rows', async () => {
    await using rig = await openRig()
    const quotes = Array.from({ length: 250 }, () => wireFrame())
    rig.take(quotes)
    rig.clock.nowMs = 7_999
    await rig.recorder.tick()
    expect(rig.recorder.counters()).toMatchObject({ openFiles: 1, heldRows: 250, rows: 0 })
    rig.clock.nowMs = 8_000
    await rig.recorder.tick()
    await eventually(() => expect(rig.recorder.counters().rows).toBe(250))
    for (let sent = 0; sent < MAX_FILE_ROWS + 250; sent += 250) rig.take(quotes)
    await eventually(() => {
      expect(rig.recorder.counters()).toMatchObject({
        rows: 250 + MAX_FILE_ROWS,
        openFiles: 1,
        files: 2,
      })
    })
    await rig.recorder.stop(5_000, 1_000)
    expect(rig.recorder.counters()).toMatchObject({ rows: 500 + MAX_FILE_ROWS, heldRows: 0 })
  })

  it('[RC5] the one not added to for longest goes when too many are open', async () => {
    await using rig = await openRig({ maxOpenFiles: 3 })
    const quote = (symbol: string) => wireFrame({ Symbol: `"${symbol}"` })
    rig.clock.nowMs = 55_000
    rig.take([quote('A_B'), quote('C_D'), quote('E_F'), quote('A_B'), quote('G_H')])
    await eventually(async () => expect(await rig.names()).toHaveLength(1))
    expect((await rig.names())[0]).toContain('symbol=C_D')
    expect(rig.recorder.counters()).toMatchObject({ openFiles: 3, closedEarly: 1 })
    rig.clock.nowMs = 60_000
    await rig.recorder.tick()
    expect(rig.told).toEqual([
      'RECORDER: 1 files were written early: 3 are open at most (RECORD_MAX_FILES)',
    ])
    await rig.recorder.stop(5_000, 1_000)
    expect(await rig.names()).toHaveLength(4)
  })

  it('[RC5] not more than 20 a second are written for that: else each quote became a file', async () => {
    await using rig = await openRig({ maxOpenFiles: 3 })
    const quotes = (of: string) =>
      Array.from({ length: 100 }, (_, at) => wireFrame({ Symbol: `"${of}${at}_B"` }))
    for (let round = 0; round < 3; round++) rig.take(quotes('A'))
    await eventually(() => expect(rig.recorder.counters()).toMatchObject({ files: 20, rows: 20 }))
    rig.clock.nowMs = 500
    rig.take(quotes('C'))
    await eventually(() => expect(rig.recorder.counters().files).toBe(30))
    expect(rig.recorder.counters()).toMatchObject({ openFiles: 3, heldRows: 364 })
    await rig.recorder.stop(20_000, 1_000)
    expect(rig.recorder.counters()).toMatchObject({ rows: 400, heldRows: 0 })
  })

  it('[RC5] rows without a file are written after 8 s, a file for each partition', async () => {
    await using rig = await openRig({ maxOpenFiles: 3 })
    const round = (bid: number) =>
      Array.from({ length: 50 }, (_, at) =>
        wireFrame({ Symbol: `"S${at}_B"`, BestBid: `0.00${bid}` }),
      )
    for (let bid = 10; bid < 20; bid++) rig.take(round(bid))
    await eventually(() => expect(rig.recorder.counters().files).toBe(20))
    rig.clock.nowMs = 7_800
    await rig.recorder.tick()
    expect(rig.recorder.counters()).toMatchObject({ files: 20, heldRows: 480 })
    rig.clock.nowMs = 8_000
    await rig.recorder.tick()
    await eventually(() => expect(rig.recorder.counters()).toMatchObject({ heldRows: 0 }))
    // 20 partitions had a file of one row each before the other nine waited.
    expect(rig.recorder.counters()).toMatchObject({ rows: 500, files: 70, closedEarly: 20 })
    const inOrder = await duckRows(
      `SELECT Symbol, string_agg((BestBid * 10000)::INT, ' ' ORDER BY filename, file_row_number)
       FROM read_parquet('${allFiles(rig.root)}', filename = true, file_row_number = true)
       GROUP BY Symbol`,
    )
    expect(inOrder).toHaveLength(50)
    expect(new Set(inOrder.map(([, bids]) => bids))).toEqual(
      new Set(['10 11 12 13 14 15 16 17 18 19']),
    )
  })

  it('[RC4] at 10,000 rows, also those that wait without a file', async () => {
    await using rig = await openRig({ maxOpenFiles: 1 })
    rig.take(Array.from({ length: 30 }, (_, at) => wireFrame({ Symbol: `"S${at}_B"` })))
    await eventually(() => expect(rig.recorder.counters()).toMatchObject({ files: 20 }))
    const quotes = Array.from({ length: 250 }, () => wireFrame({ Symbol: '"S0_B"' }))
    for (let sent = 0; sent < MAX_FILE_ROWS; sent += 250) rig.take(quotes)
    await eventually(() => {
      expect(rig.recorder.counters()).toMatchObject({ files: 21, rows: 20 + MAX_FILE_ROWS })
    })
    await rig.recorder.stop(5_000, 1_000)
    expect(rig.recorder.counters()).toMatchObject({ rows: 30 + MAX_FILE_ROWS, heldRows: 0 })
  })

  it('[RC23] are begun early enough for the time that writing takes, the oldest first', async () => {
    const rig = await openRig(
      { maxOpenFiles: 1_000 },
      {
        // A disk that takes 100 ms for each, one after the other.
        link: async (from, to) => {
          rig.clock.nowMs += 100
          await fs.link(from, to)
        },
      },
    )
    await using _ = rig
    const quotes = (from: number, count: number) =>
      Array.from({ length: count }, (_none, at) => wireFrame({ Symbol: `"S${from + at}_B"` }))
    for (let round = 0; round < 4; round++) {
      rig.take(quotes(round * 100, 100))
      rig.clock.nowMs += 8_000
      await rig.recorder.tick()
      await eventually(() => expect(rig.recorder.counters().heldRows).toBe(0))
    }
    const { fileMs } = rig.recorder.counters()
    expect(fileMs).toBeGreaterThan(80)
    rig.take(quotes(400, 1))
    rig.clock.nowMs += 1_000
    rig.take(quotes(401, 60))
    // 60 of them take some 6 s: the last must begin before it is 8 s old, the first one 6 s earlier.
    rig.clock.nowMs += 8_000 - 60 * fileMs - 100
    await rig.recorder.tick()
    expect(rig.recorder.counters()).toMatchObject({ heldRows: 61, files: 400 })
    rig.clock.nowMs += 200
    await rig.recorder.tick()
    await eventually(() => expect(rig.recorder.counters().heldRows).toBe(0))
    const names = (await rig.names()).filter((name) => /S4\d\d_B/.test(name))
    expect(names).toHaveLength(61)
    await rig.recorder.stop(5_000, 1_000)
  })

  it('[RC23] rows that wait longer than 10 s for their file are told once a minute', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    await using rig = await openRig(
      {},
      {
        writeFile: async (...args) => {
          await gate
          await fs.writeFile(...args)
        },
      },
    )
    rig.take([wireFrame()])
    rig.clock.nowMs = 14_000
    await rig.recorder.tick()
    expect(rig.recorder.counters()).toMatchObject({ oldestRowMs: 14_000 })
    open()
    await eventually(() => expect(rig.recorder.counters().heldRows).toBe(0))
    expect(rig.recorder.counters()).toMatchObject({ oldestRowMs: 0 })
    for (const nowMs of [60_000, 120_000]) {
      rig.clock.nowMs = nowMs
      await rig.recorder.tick()
    }
    expect(rig.told).toEqual([
      expect.stringMatching(
        /^RECORDER: behind: rows waited 14 s for their file, of which some \d+ a second are written$/,
      ),
    ])
    await rig.recorder.stop(5_000, 1_000)
  })

  it('[RC6] drafts that others left are removed at the start, not those of a live one', async () => {
    let place = ''
    await using rig = await openRig(
      {},
      {
        link: async (from, to) => {
          place = path.basename(String(from)).split('-')[1]!
          await fs.link(from, to)
        },
      },
    )
    rig.take([wireFrame()])
    await rig.recorder.stop(5_000, 1_000)
    const drafts = path.join(rig.root, '.recording')
    const dead = 2 ** 22 + 1
    const elsewhere = `${dead}-elsewhere-1.draft`
    const live = `${process.ppid}-${place}-1.draft`
    const old = `${dead}-elsewhere-2.draft`
    for (const name of [`${dead}-${place}-1.draft`, elsewhere, live, old, 'mine.txt']) {
      await fs.writeFile(path.join(drafts, name), 'PAR1')
    }
    const beforeS = Date.now() / 1_000 - 601
    await fs.utimes(path.join(drafts, old), beforeS, beforeS)
    await rig.recorder.start()
    expect(await fs.readdir(drafts)).toHaveLength(3)
    expect(await fs.readdir(drafts)).toEqual(expect.arrayContaining([elsewhere, live, 'mine.txt']))
  })

  it('[RC7] a name that cannot be that of a folder is dropped and counted, not followed', async () => {
    await using rig = await openRig()
    rig.take([
      wireFrame({ Exchange: '"../../out"' }),
      wireFrame({ Exchange: '"..\\\\..\\\\out"' }),
      wireFrame({ Symbol: '"../../../out"' }),
    ])
    await rig.recorder.stop(5_000, 1_000)
    expect(rig.recorder.counters()).toMatchObject({ dropped: { name: 2 }, rows: 1 })
    expect(await fs.readdir(path.dirname(rig.root))).toEqual(['lake'])
    expect(await rig.names()).toEqual([
      'exchange=Bybit/symbol=..#..#..#out/date=2025-11-19/hour=12/spreads-47-00.1234567.parquet',
    ])
  })

  it.each(['=', '?'])(
    '[RC7] no name with %s is recorded, so that DuckDB reads the keys of the others',
    async (sign) => {
      await using rig = await openRig()
      rig.take([
        wireFrame(),
        wireFrame({ Exchange: `"By${sign}bit"` }),
        wireFrame({ Symbol: `"EURUSD${sign}X"` }),
        wireTrade({ Symbol: `"${sign}ICP"` }),
      ])
      await rig.recorder.stop(5_000, 1_000)
      expect(rig.recorder.counters()).toMatchObject({ dropped: { name: 3 }, rows: 1 })
      const files = `read_parquet('${allFiles(rig.root)}', hive_partitioning = true)`
      expect(await duckRows(`SELECT exchange, symbol, date, hour FROM ${files}`)).toEqual([
        ['Bybit', 'ICP_USDT', '2025-11-19', '12'],
      ])
    },
  )

  it('[RC7] a folder mounted read-only costs its own rows only', async ({ skip }) => {
    await using rig = await openRig()
    const folder = path.join(rig.root, 'exchange=OKX')
    await fs.mkdir(folder)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      skip('only root may mount')
    }
    try {
      rig.take([wireFrame(), wireFrame({ Exchange: '"OKX"' })])
      await rig.recorder.stop(5_000, 1_000)
    } finally {
      execFileSync('umount', [folder])
    }
    expect(rig.recorder.counters()).toMatchObject({
      ...{ state: 'recording', rows: 1, dropped: { file: 1, disk: 0 } },
    })
    expect(rig.told[0]).toContain(`EROFS: read-only file system, mkdir '${folder}`)
  })

  it('[RC7] what is in the place of a folder costs its own rows only', async () => {
    await using rig = await openRig()
    await fs.writeFile(path.join(rig.root, 'exchange=OKX'), '')
    rig.take([wireFrame(), wireFrame({ Exchange: '"OKX"' })])
    await rig.recorder.stop(5_000, 1_000)
    expect(rig.recorder.counters()).toMatchObject({
      state: 'recording',
      rows: 1,
      dropped: { file: 1 },
    })
  })

  it.each([
    ['link', 'EACCES'],
    ['link', 'EXDEV'],
    ['link', 'ENOTDIR'],
    ['mkdir', 'EROFS'],
    ['mkdir', 'ENOSPC'],
  ] as const)(
    '[RC7] %s: %s in one folder costs its own rows only, which are told once a minute',
    async (call, code) => {
      await using rig = await openRig(
        {},
        {
          link: async (from, to) => {
            if (call === 'link' && String(to).includes('exchange=OKX')) throw failing(code)
            await fs.link(from, to)
          },
          mkdir: async (folder, options) => {
            if (call === 'mkdir' && folder.includes('exchange=OKX')) throw failing(code)
            return fs.mkdir(folder, options)
          },
        },
      )
      for (const nowMs of [9_000, 18_000, 60_000]) {
        rig.clock.nowMs = nowMs - 9_000
        rig.take([wireFrame(), wireFrame({ Exchange: '"OKX"' })])
        rig.clock.nowMs = nowMs
        await rig.recorder.tick()
        await eventually(() => expect(rig.recorder.counters().heldRows).toBe(0))
      }
      expect(rig.recorder.counters()).toMatchObject({
        ...{ state: 'recording', rows: 3 },
        dropped: { file: 3, disk: 0 },
      })
      expect(rig.told).toEqual([
        `RECORDER: rows not recorded: 2 (their own file or folder could not be made); the last file: ${code}: told by the test`,
      ])
    },
  )
})

describe('a disk that does not take it', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'])(
    '[RC8] %s: stops with one message, gives up what it holds, goes on when it can',
    async (code) => {
      const disk = { isFull: true }
      await using rig = await openRig(
        {},
        {
          writeFile: async (...args) => {
            if (disk.isFull) throw failing(code)
            await fs.writeFile(...args)
          },
        },
      )
      rig.take([wireFrame(), wireFrame({ Exchange: '"OKX"' })])
      rig.clock.nowMs = 9_000
      await rig.recorder.tick()
      await eventually(() => expect(rig.recorder.counters().state).toBe('stopped'))
      rig.take([wireFrame()])
      rig.clock.nowMs = 18_999
      await rig.recorder.tick()
      rig.clock.nowMs = 19_000
      await rig.recorder.tick()
      expect(rig.recorder.counters()).toMatchObject({ state: 'stopped', heldRows: 0 })
      expect(rig.recorder.counters().reason).toContain(code)
      await eventually(() => expect(rig.recorder.counters().dropped.disk).toBe(3))
      expect(rig.told).toHaveLength(1)
      expect(rig.told[0]).toContain(`recording into ${rig.root} stopped`)
      disk.isFull = false
      rig.clock.nowMs = 29_000
      await rig.recorder.tick()
      expect(rig.recorder.counters()).toMatchObject({ state: 'recording', reason: null })
      rig.take([wireFrame()])
      await rig.recorder.stop(5_000, 1_000)
      expect(rig.told.slice(1)).toEqual([
        `RECORDER: recording into ${rig.root} goes on; rows not recorded since the start: 3`,
        'RECORDER: rows not recorded: 3 (nothing can be written)',
      ])
      expect(rig.recorder.counters().rows).toBe(1)
      expect(await fs.readdir(path.join(rig.root, '.recording'))).toEqual([])
    },
  )

  it('[RC9] one that is slow makes batches wait, which are given back late, and rows are bounded', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    await using rig = await openRig(
      {},
      {
        writeFile: async (...args) => {
          await gate
          await fs.writeFile(...args)
        },
      },
    )
    const quotes = Array.from({ length: 270 }, () => wireFrame())
    for (let sent = 0; sent < 310_000; sent += quotes.length) rig.take(quotes)
    const { heldRows, waitingBatches } = rig.recorder.counters()
    expect(heldRows).toBeGreaterThanOrEqual(300_000)
    expect(heldRows).toBeLessThan(300_000 + quotes.length)
    expect(waitingBatches).toBeGreaterThan(0)
    open()
    await rig.recorder.stop(20_000, 1_000)
    expect(rig.recorder.counters()).toMatchObject({ heldRows: 0, waitingBatches: 0, rows: 310_230 })
  })

  it('[RC10] what is not written in time at the end is left for the next start', async () => {
    let written = 0
    await using rig = await openRig(
      {},
      {
        link: async (from, to) => {
          if (written++ < 4) await fs.link(from, to)
          else await new Promise(() => {})
        },
      },
    )
    const frames = Array.from({ length: 50 }, (_, at) => wireFrame({ Symbol: `"S${at}_B"` }))
    rig.take([...frames, ...frames, wireTrade()])
    const stopped = rig.recorder.stop(100, 1_000)
    await eventually(() => expect(rig.recorder.counters().rows).toBe(8))
    await stopped
    // Eight hang in the middle of being written.
    expect(rig.recorder.counters().dropped.shutdown).toBe(16)
    expect(rig.told).toContain(
      'RECORDER: there was no time for the files of 77 rows: the next start writes them from .recording',
    )
    await using next = await openRig({ root: rig.root })
    await eventually(() => expect(next.recorder.counters().rows).toBe(77))
    await next.recorder.stop(5_000, 1_000)
    expect(next.told).toEqual(['RECORDER: 77 rows of a recorder before this one are written'])
    const left = await fs.readdir(path.join(rig.root, '.recording'))
    expect(left.filter((name) => !name.endsWith('.draft'))).toEqual([])
    const read = `read_parquet('${allFiles(rig.root)}', union_by_name = true)`
    expect(await duckRows(`SELECT count(*), count(Side) FROM ${read}`)).toEqual([['85', '1']])
    expect(
      await duckRows(
        `SELECT DISTINCT BestBid, MinVolume, Timestamp FROM ${read} WHERE Side IS NULL`,
      ),
    ).toEqual([['0.1234500000', '3000000.0000000000', '2025-11-19 12:47:00.123456']])
  })

  it('[RC10] what was left is written once, however often its writing was interrupted', async () => {
    await using rig = await openRig({}, { link: () => new Promise(() => {}) })
    rig.take([...Array.from({ length: 20 }, (_, at) => wireFrame({ Symbol: `"S${at}_B"` }))])
    await rig.recorder.stop(1, 1_000)
    const drafts = path.join(rig.root, '.recording')
    let written = 0
    await using interrupted = await openRig(
      { root: rig.root },
      {
        link: async (from, to) => {
          await fs.link(from, to)
          if (++written === 3) throw failing('EIO')
        },
      },
    )
    await eventually(() => expect(interrupted.told).toHaveLength(1))
    expect((await fs.readdir(drafts)).filter((name) => name.endsWith('.left'))).toHaveLength(1)
    await using next = await openRig({ root: rig.root })
    await eventually(() => expect(next.told).toHaveLength(1))
    expect(await next.names()).toHaveLength(12)
    expect(await duckRows(`SELECT count(*) FROM '${allFiles(rig.root)}'`)).toEqual([['12']])
  })

  it('[RC10] what can be left nowhere is dropped and counted', async () => {
    await using rig = await openRig({}, { writeFile: () => new Promise(() => {}) })
    rig.take([wireFrame(), wireFrame()])
    const stopped = rig.recorder.stop(20, 20)
    rig.clock.nowMs = 21
    await stopped
    expect(rig.recorder.counters().dropped.shutdown).toBe(2)
  })
})
