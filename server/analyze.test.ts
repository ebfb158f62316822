import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import type { Quote } from '@/lib/market/quote'
import { legOf } from '@/lib/spread/testing/history-rig'
import { plainStatistics } from '@/lib/spread/testing/plain-statistics'
import {
  FX_DAY,
  hasQuoteFile,
  readQuoteFile,
  readQuoteRows,
} from '@/lib/spread/testing/quote-files'
import { decimal } from './analyzer/summary-columns'
import { readOpportunityFile } from './opportunities/opportunity-file'
import { crashingFile } from './testing/crashing-file'
import { eventually } from './testing/eventually'
import { LakeFixture, type FixtureQuote } from './testing/lake-fixture'

const T0 = Date.UTC(2025, 10, 8, 12)
const HOUR_MS = 3_600_000
const FILE_ROWS = 1_000

const rowsSchema = z.array(z.record(z.string(), z.string()))

/** The program on a lake; its results go into a folder beside it. */
class Analyze implements AsyncDisposable {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  readonly out: string
  stdout = ''
  stderr = ''

  constructor(lake: LakeFixture, args: readonly string[] = []) {
    const { PATH = '' } = process.env
    this.out = path.join(lake.outside, 'results')
    const program = path.join(inject('bundleDir'), 'analyze.js')
    this.child = spawn(process.execPath, [program, ...args], {
      env: { PATH, NODE_ENV: 'production', LAKE_DIR: lake.root, OPPORTUNITIES_DIR: this.out },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', (data: Buffer) => (this.stdout += data.toString()))
    this.child.stderr?.on('data', (data: Buffer) => (this.stderr += data.toString()))
    this.ended = new Promise((resolve) => this.child.once('close', resolve))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
  }

  /** Names of everything in the folder of results. */
  files(): string[] {
    try {
      return readdirSync(this.out)
    } catch {
      return []
    }
  }

  text(): string {
    return readFileSync(path.join(this.out, this.files()[0]!), 'utf8')
  }

  rows(): Record<string, string>[] {
    return rowsSchema.parse(parse(this.text(), { columns: true }))
  }
}

async function analyze(lake: LakeFixture, ...args: string[]) {
  const program = new Analyze(lake, args)
  const code = await program.ended
  return { program, code }
}

/** Bids a second apart from T0 on. */
function bids(values: readonly number[]): FixtureQuote[] {
  return values.map((bid, second) => [T0 + second * 1_000, bid, bid + 0.01])
}

/** In files of 1,000 rows by hour, as the recorder leaves them. */
async function record(lake: LakeFixture, quotes: readonly Quote[]): Promise<void> {
  const parts = new Map<string, Quote[]>()
  for (const quote of quotes) {
    const key = `${quote.exchange} ${quote.symbol} ${Math.floor(quote.timeMs / HOUR_MS)}`
    parts.set(key, [...(parts.get(key) ?? []), quote])
  }
  for (const part of parts.values()) {
    const { exchange, symbol } = part[0]!
    for (let at = 0; at < part.length; at += FILE_ROWS) {
      const rows = part.slice(at, at + FILE_ROWS)
      await lake.write(exchange, symbol, rows.map(({ timeMs, bid, ask }) => [timeMs, bid, ask])) // prettier-ignore
    }
  }
}

async function goldenLake(): Promise<LakeFixture> {
  const lake = await LakeFixture.make()
  await lake.write(
    'Binance',
    'ICPUSDT',
    bids([100, 100.2, 100.45, 100.35, 100.02, 100, 99.4, 99.7, 99.97, 100.6, 100.2, 100.55]),
  )
  await lake.write(
    'Bybit',
    'ICP#USDT',
    [[500, 100], [5_500, 100], [8_500, 100.1], [8_500, 100]].map(([ms, bid]) => [T0 + ms!, bid!, bid! + 0.5]),
  ) // prettier-ignore
  return lake
}

describe('npm run analyze', () => {
  it('[AN8] writes the golden vector from files, to the last bit', async () => {
    await using lake = await goldenLake()
    const { program, code } = await analyze(lake)
    expect(program.stderr).toBe('')
    expect(code).toBe(0)
    expect(program.files()).toEqual([expect.stringMatching(/^summary_stats_\d{8}_\d{6}\.csv$/)])
    expect(program.stdout).toMatch(/csv: 1 pairs, 16 rows in \d+ s\n$/)
    const [header = '', row = ''] = program.text().split('\n')
    expect(header.split(',').slice(0, 26).join()).toBe(
      'symbol,exchange1,exchange2,max_deviation_pct,min_deviation_pct,deviation_asymmetry,zero_crossings,zero_crossings_per_hour,zero_crossings_per_minute,opportunity_cycles_030bp,cycles_030bp_per_hour,pct_time_above_030bp,avg_cycle_duration_030bp_sec,pattern_break_030bp,opportunity_cycles_050bp,cycles_050bp_per_hour,pct_time_above_050bp,avg_cycle_duration_050bp_sec,pattern_break_050bp,opportunity_cycles_040bp,cycles_040bp_per_hour,pct_time_above_040bp,avg_cycle_duration_040bp_sec,pattern_break_040bp,data_points,duration_hours',
    )
    expect(row.split(',').slice(0, 26)).toEqual([
      ...['ICP_USDT', 'Binance', 'Bybit'],
      ...['0.6000000000000005', '-0.5999999999999894', '0.13090909090909061', '1'],
      ...['327.27272727272725', '5.454545454545454'],
      ...['2', '654.5454545454545', '54.54545454545454', '3.0', 'true'],
      ...['1', '327.27272727272725', '27.27272727272727', '3.0', 'true'],
      ...['2', '654.5454545454545', '36.36363636363637', '2.0000000000000004', 'true'],
      ...['12', '0.0030555555555555557'],
    ])
    expect(program.rows()[0]).toMatchObject({
      'episodes_040bp_exchange1_dearer': '1',
      'episodes_040bp_exchange2_dearer': '1',
      'episodes_040bp_unfinished': '1',
      'half_life_sec': 'none',
    }) // prettier-ignore
  })

  it.skipIf(!hasQuoteFile(FX_DAY))(
    '[AN9] equals an independent implementation on a recorded day (skipped without ../shared)',
    async () => {
      await using lake = await LakeFixture.make()
      await record(lake, readQuoteRows(FX_DAY))
      const { program, code } = await analyze(lake, '--workers', '2')
      expect(code).toBe(0)
      const sound = readQuoteFile(FX_DAY)
      const rows = program.rows()
      expect(new Set(rows.map(({ symbol }) => symbol))).toEqual(new Set(['EUR_USD', 'NZD_USD']))
      expect(rows).toHaveLength(2)
      for (const row of rows) {
        const quotes = sound.filter(({ symbol }) => symbol === row['symbol']!.replace('_', ''))
        const [one, two] = [row['exchange1']!, row['exchange2']!]
        const plain = plainStatistics(legOf(quotes, one), legOf(quotes, two))
        expect(Object.keys(plain)).toHaveLength(23)
        for (const [name, value] of Object.entries(plain)) {
          if (typeof value === 'boolean') expect([name, row[name]]).toEqual([name, String(value)])
          else expect(Math.abs(Number(row[name]) - value), name).toBeLessThanOrEqual(1e-12)
        }
      }
      expect(program.stderr).toMatch(/^5262 rows of these pairs are no quotes/m)
    },
    120_000,
  )

  it('[AN10] its file is one that the server reads, and has the same text for any number of workers', async () => {
    await using lake = await LakeFixture.make()
    for (const [at, exchange] of ['OKX', 'Bybit', 'Binance', 'GateIo'].entries()) {
      for (const symbol of ['A_USDT', 'B_USDT', 'C_USDT']) {
        const values = Array.from(
          { length: 50 },
          (_, second) => 100 + ((second * (at + 1)) % 7) / 5,
        )
        await lake.write(exchange, symbol, bids(values))
      }
    }
    const texts: string[] = []
    for (const workers of ['1', '3']) {
      const { program, code } = await analyze(lake, '--workers', workers)
      expect(code).toBe(0)
      texts.push(program.text())
      const file = path.join(program.out, program.files()[0]!)
      expect((await readOpportunityFile(file, 0)).opportunities).toHaveLength(18)
      const columns = program.text().split('\n')[0]!.split(',')
      const alike = columns.filter((name) => name.includes('opportunity') && name.includes('040bp'))
      expect(alike).toEqual(['opportunity_cycles_040bp'])
      const crossings = program.rows().map((row) => Number(row['zero_crossings_per_minute']))
      expect(crossings).toEqual(crossings.toSorted((a, b) => b - a))
      await rm(program.out, { recursive: true })
    }
    expect(texts[1]).toBe(texts[0])
  })

  it('[AN11] takes ranges, exchanges and thresholds, which name the columns', async () => {
    await using lake = await goldenLake()
    await lake.write('OKX', 'ICP_USDT', bids([100, 101]))
    const range = ['--from', '2025-11-08T12:00:02Z', '--to', String(T0 / 1_000 + 9)]
    const choice = ['--exchanges', 'bybit, BINANCE', '--thresholds', '0.06,1.5']
    const { program, code } = await analyze(lake, ...range, ...choice)
    expect(code).toBe(0)
    const [row, ...others] = program.rows()
    expect(others).toEqual([])
    // Ticks at 2 to 8 s. The quote of Bybit at 500 ms is before the range: those from 6 s on have one.
    expect(row).toMatchObject({
      ...{ exchange1: 'Binance', exchange2: 'Bybit', data_points: '7' },
      ...{
        max_deviation_pct: decimal((99.97 / 100 - 1) * 100),
        pct_time_above_006bp: decimal((2 / 3) * 100),
      },
    })
    expect(row).toHaveProperty('opportunity_cycles_006bp')
    expect(row).toHaveProperty('share_of_time_above_150bp_pct')
    expect(row).not.toHaveProperty('opportunity_cycles_040bp')
  })

  it('[AN12] names all that is wrong and ends with 2; --help tells the options', async () => {
    await using lake = await LakeFixture.make()
    const wrong = [
      ...['--from', 'yesterday', '--to=2025-02-30', '--exchanges', 'Binance', '--workers', '0'],
      ...['--thresholds', '0.3,0.05', '--min-points', '-1', '--speed', '3', 'now'],
    ]
    const { program, code } = await analyze(lake, ...wrong)
    expect(code).toBe(2)
    const faults = program.stderr.trimEnd().split('\n')
    const about = ['--from', '--to', '--exchanges', '--workers', '--thresholds', '--min-points', '--speed'] // prettier-ignore
    for (const name of about) expect(program.stderr).toContain(name)
    expect(faults.length).toBeGreaterThanOrEqual(about.length)
    const turned = await analyze(lake, '--from', '2025-11-09', '--to', '2025-11-08')
    expect(turned.code).toBe(2)
    expect(turned.program.stderr).toBe('--to 2025-11-08 is not after --from 2025-11-09.\n')
    const missing = await analyze(lake, '--lake', path.join(lake.outside, 'none'))
    expect([missing.code, missing.program.stderr]).toEqual([2, expect.stringContaining('/none')])
    const help = await analyze(lake, '--help')
    expect([help.code, help.program.stdout]).toEqual([0, expect.stringContaining('--min-points')])
    expect(program.files()).toEqual([])
  })

  it('[AN12] an exchange of which nothing is recorded is a wrong option, not left out', async () => {
    await using lake = await goldenLake()
    const { program, code } = await analyze(lake, '--exchanges', 'binance,BYBIT,Bybti')
    expect([code, program.files()]).toEqual([2, []])
    expect(program.stderr).toBe(`--exchanges: no pair of ${lake.root} has BYBTI.\n`)
    expect((await analyze(lake, '--exchanges', 'binance,BYBIT')).code).toBe(0)
  })

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('[AN13] %s leaves nothing and ends with %i', async (signal, code) => {
    await using lake = await LakeFixture.make()
    for (let exchange = 0; exchange < 40; exchange++) {
      await lake.write(`Exchange${exchange}`, 'A_USDT', bids([100, 101]))
    }
    await using program = new Analyze(lake)
    await eventually(() => expect(program.files()).toEqual([expect.stringMatching(/^\..*\.part$/)]))
    program.child.kill(signal)
    expect(await program.ended).toBe(code)
    expect(program.files()).toEqual([])
  })

  it('[AN14] writes nothing when there is nothing to write', async () => {
    await using lake = await LakeFixture.make()
    const empty = await analyze(lake)
    expect([empty.code, empty.program.files()]).toEqual([1, []])
    expect(empty.program.stderr).toMatch(/nothing is written/)
    await lake.write('Binance', 'A_USDT', bids([100, 101]))
    await lake.write('Bybit', 'A_USDT', bids([100, 101]).map(([ms, bid, ask]) => [ms + 60_000, bid, ask])) // prettier-ignore
    const unjoined = await analyze(lake)
    expect([unjoined.code, unjoined.program.files()]).toEqual([1, []])
    expect(unjoined.program.stderr).toMatch(/1 pairs have fewer than 1 joined points/)
    const outside = await analyze(lake, '--from', '2025-11-09')
    expect([outside.code, outside.program.files()]).toEqual([1, []])
    expect(outside.program.stderr).toContain(
      'there are Binance, Bybit from 2025-11-08 to 2025-11-08',
    )
  })

  it('[AN27] a file that crashes the process is left out and named, the rest is analysed', async () => {
    await using lake = await LakeFixture.make()
    const record = async (exchange: string, price: number) => {
      for (const minute of [0, 1, 30]) {
        const quotes = bids(Array.from({ length: 40 }, (_, at) => price + at / 100))
        await lake.write(
          ...([exchange, 'S_USDT'] as const),
          quotes.map(([timeMs, bid, ask]) => [timeMs + minute * 60_000, bid, ask]),
        )
      }
    }
    await record('A', 100)
    await record('B', 101)
    const expected = (await analyze(lake)).program.text()
    const damaged = await crashingFile(lake, 'A', 'S_USDT', T0 + 40 * 60_000 + 123)
    await rm(path.join(lake.outside, 'results'), { recursive: true })
    const { program, code } = await analyze(lake)
    expect([code, program.text()]).toEqual([0, expected])
    expect(program.stderr + program.stdout).toContain(damaged)
    expect(program.stderr + program.stdout).toContain('the reader crashed on it')
  })

  it('[AN15] names the files that could not be read, each once, and analyses the rest', async () => {
    await using lake = await goldenLake()
    await lake.write('OKX', 'ICP_USDT', bids([100, 101]))
    const broken = await lake.put(lake.fileFor('Binance', 'ICPUSDT', T0 + 60_000), 'PAR1 broken')
    const { program, code } = await analyze(lake)
    expect(code).toBe(0)
    expect(program.rows()).toHaveLength(3)
    expect(program.stderr).toContain(`1 files were skipped:\n  ${broken}: `)
  })

  it('[AN16] keeps the files that are there', async () => {
    await using lake = await goldenLake()
    const first = await analyze(lake)
    writeFileSync(path.join(first.program.out, 'summary_stats_20990101_000000.csv'), 'x')
    const runs = await Promise.all([analyze(lake), analyze(lake)])
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    expect(first.program.files()).toHaveLength(4)
  })
})
