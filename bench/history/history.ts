import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Suite } from '../suite/benchmark'
import { interleave, named, ratios, valuesOf, type Way } from '../suite/interleave'
import type { Column } from '../suite/report'
import { asofByDuck, openDuck, writeQuotes, type AsofFigures } from './lake-day'
import { asofByHyparquet } from './lake-hyparquet'
import { measureRange, type Asked, type RangeFigures } from './measure-range'

export const name = 'history'
export const baselines = ['@duckdb/node-api', 'hyparquet']

const DAY = { hours: 24, rows: 1_000_000, fileRows: 1_000 }
/** As the recorder leaves it. */
const DENSE_HOUR = { hours: 1, rows: 2_000_000, fileRows: 5_000 }
const EXCHANGES = ['Binance', 'Bybit'] as const
const PAIR =
  `symbol=BTC_USDT&exchange1=${EXCHANGES[0]}&exchange2=${EXCHANGES[1]}` +
  '&from=2025-11-08T00:00:00Z&to=2025-11-09T00:00:00Z'
const TOLERANCE_MS = 2_000
const SAME_PCT = 1e-6
const US_PER_MS = 1_000

const STARTED = 'history, its process started'
const LISTED = 'history, after the list of pairs'
const DUCK = 'ASOF JOIN of DuckDB'
const HYPARQUET = 'hyparquet, plain loops'
const EITHER = 'history, either-leg join'
const DENSE = 'an hour of 2,000,000 rows a leg'
const TWO_READERS = 'the same, two readers at once'

type Figure = Exclude<keyof RangeFigures, 'joined'>

const COLUMNS: readonly Column<Figure>[] = [
  { figure: 'firstMs', head: 'first bars, ms', digits: 0 },
  { figure: 'totalMs', head: 'all, ms', digits: 0 },
  { figure: 'processorMs', head: 'processor, ms', digits: 0 },
  { figure: 'lagP99Ms', head: 'lag p99, ms', digits: 1 },
  { figure: 'serverMb', head: 'server, MiB more', digits: 0 },
  { figure: 'readerMb', head: 'process, MiB', digits: 0 },
]

/**
 * A day of two exchanges, 1,000,000 rows each in files of 1,000, as `GET /api/history` sends it, beside
 * DuckDB's ASOF JOIN on the same files and a plain one on what hyparquet reads; then an hour of 2,000,000
 * rows each. All joins of the day have the same points, mean and extremes.
 */
export async function run({ report, runs }: Suite): Promise<void> {
  const duck = await openDuck()
  await using day = await temporaryFolder()
  await using dense = await temporaryFolder()
  for (const exchange of EXCHANGES) await writeQuotes(duck, day.root, exchange, DAY)
  for (const exchange of EXCHANGES) await writeQuotes(duck, dense.root, exchange, DENSE_HOUR)
  const same = new SameJoin()
  const ours = (name: string, root: string, asked: Asked, check = false): Way<Figure> => ({
    name,
    measure: async () => {
      const { joined, ...figures } = await measureRange(root, asked)
      if (check) same.check(joined)
      return figures
    },
  })
  const baseline = (name: string, join: () => Promise<AsofFigures>): Way<Figure> => ({
    name,
    measure: async () => {
      const before = process.cpuUsage()
      const joined = await join()
      const { user, system } = process.cpuUsage(before)
      same.check(joined)
      const nothing = { firstMs: NaN, lagP99Ms: NaN, serverMb: NaN, readerMb: NaN }
      return { ...nothing, totalMs: joined.ms, processorMs: (user + system) / US_PER_MS }
    },
  })
  const left = `${PAIR}&join=left`
  const either = `${PAIR}&join=either`
  const measured = await interleave(
    [
      ours(STARTED, day.root, { query: left }, true),
      ours(LISTED, day.root, { query: left, isListed: true }, true),
      baseline(DUCK, () => asofByDuck(duck, day.root, EXCHANGES, TOLERANCE_MS)),
      baseline(HYPARQUET, () => asofByHyparquet(day.root, EXCHANGES, TOLERANCE_MS)),
      ours(EITHER, day.root, { query: either }),
    ],
    runs,
  )
  report.text(
    'A day of 1,000,000 x 1,000,000 rows in 2,000 files, left join: ours with bands, bars, statistics and ' +
      'their JSON through HTTP, the baselines points, mean and extremes alone, in this process.',
  )
  report.measured(measured, COLUMNS, { of: 'totalMs', to: [DUCK, HYPARQUET] })
  const hour = await interleave(
    [
      ours(DENSE, dense.root, { query: either }),
      ours(TWO_READERS, dense.root, { query: either, readers: 2 }),
    ],
    runs,
  )
  duck.closeSync()
  report.measured(hour, COLUMNS)
  const started = named(measured, STARTED)
  const listed = named(measured, LISTED)
  const firstBars = { below: 300 }
  report.target('first bars, its process started, ms', firstBars, valuesOf(started, 'firstMs'), 0)
  report.target('first bars, after the list, ms', firstBars, valuesOf(listed, 'firstMs'), 0)
  const byDuck = named(measured, DUCK)
  const asDuck = { below: 1.3 }
  report.target('all of the day, x DuckDB', asDuck, ratios(listed, byDuck, 'totalMs'))
  report.target(
    'all of the day with the start of its process, x DuckDB',
    asDuck,
    ratios(started, byDuck, 'totalMs'),
  )
  report.target('lag of the main thread p99, ms', { below: 50 }, valuesOf(started, 'lagP99Ms'), 1)
  const rise = started.runs.map(({ serverMb, readerMb }) => serverMb + readerMb)
  report.target('memory rise, server and process, MiB', { below: 300 }, rise, 0)
}

/** Every join of the day is to have the points of the first one. */
class SameJoin {
  #first: AsofFigures | undefined

  /** @throws Error when it has others */
  check(joined: AsofFigures): void {
    const first = (this.#first ??= joined)
    const isNear = (figure: 'mean' | 'highest' | 'lowest') =>
      Math.abs(joined[figure] - first[figure]) < SAME_PCT
    const isSame =
      joined.points === first.points && isNear('mean') && isNear('highest') && isNear('lowest')
    if (!isSame || joined.points !== DAY.rows) {
      throw new Error(`the joins differ: ${JSON.stringify({ first, joined })}`)
    }
  }
}

async function temporaryFolder() {
  const root = await mkdtemp(path.join(os.tmpdir(), 'bench-lake-'))
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) }
}
